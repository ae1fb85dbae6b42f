using System.Globalization;
using LogReg.Equations;
using LogReg.Export.Writing;
using LogReg.Terms;

namespace LogReg.Export.Pages;

/// <summary>
/// The points of a nomogram (Kattan; Harrell's rms): the log-odds are a sum over columns, so each column's part, from its least on, is
/// measured in points, of which the column with the widest range of parts has 100: points = 100·(f(x) − min f)/max range, log-odds = base +
/// total points/points per unit.
/// </summary>
internal sealed class Nomogram
{
    private const int WantedSteps = 8;
    private const int MostLevels = 40;

    // Of the effect of a column, between two values of its axis.
    private const double WidestStep = 0.3;
    private const double NarrowestStep = 0.02;

    private readonly ExportedModel _model;
    private readonly object?[] _typical;

    /// <param name="model">The model.</param>
    /// <exception cref="LogRegException">A nomogram cannot show the model.</exception>
    public Nomogram(ExportedModel model)
    {
        _model = model;
        if (!model.IsBinary)
        {
            throw NotDrawn($"it predicts {model.Classes.Count.ToString(CultureInfo.InvariantCulture)} classes, and a nomogram shows two");
        }

        if (model.Calibration is not null)
        {
            throw NotDrawn("its probabilities come from a step function (isotonic calibration), between whose values there is nothing to read");
        }

        if (model.Offset is string offset)
        {
            throw NotDrawn($"the offset {offset} has no range of values to draw");
        }

        _typical = [.. model.Examples[0].Cells.Select((cell, place) => model.Inputs[place].IsDate && cell is string text ? Days(text)
            : cell)];
        foreach (EquationTerm term in model.Equation.Terms.Where(term => ColumnsOf(term).Count > 1))
        {
            throw NotDrawn($"the term {term.Name} is a product of several columns, which share no axis");
        }

        (ExportedInput Input, List<(string Text, double Part, bool IsFalling)> Values)[] columns =
        [
            .. model.Inputs.Select(input => (input, Values(input))).Where(column => column.Item2.Count > 1),
        ];
        double widest = columns.Select(column => column.Values.Max(value => value.Part) - column.Values.Min(value =>
            value.Part)).DefaultIfEmpty().Max();
        if (!(widest > 0))
        {
            throw NotDrawn("no column changes its prediction");
        }

        PointsPerUnit = 100 / widest;
        Axes =
        [
            .. columns.Select(column => new NomogramAxis(column.Input.Feature.Name, [.. column.Values.Select(
                value => new NomogramMark(value.Text, (value.Part - column.Values.Min(one => one.Part)) * PointsPerUnit,
                    value.IsFalling))])),
        ];

        // What no axis shows, such as a column that only its typical value has, stays as it is.
        double all = model.Equation.Intercepts[0] + Parts(_typical).Sum();
        Base = all - columns.Sum(column => Parts(_typical)[column.Input.Place] - column.Values.Min(value => value.Part));
        MostPoints = Axes.Sum(axis => axis.Marks.Max(mark => mark.Points));
    }

    /// <summary>The axes of the columns, in the order of the features.</summary>
    public IReadOnlyList<NomogramAxis> Axes { get; }

    /// <summary>The points of a log-odds of 1.</summary>
    public double PointsPerUnit { get; }

    /// <summary>The log-odds of 0 points.</summary>
    public double Base { get; }

    /// <summary>The most points that a row within the axes can have.</summary>
    public double MostPoints { get; }

    private static LogRegException NotDrawn(string reason) => new($"the model has no nomogram: {reason}", "export it otherwise");

    private static double Days(string text) => (DateTime.Parse(text, CultureInfo.InvariantCulture) - DateTime.UnixEpoch).TotalDays;

    // What each column adds to the log-odds.
    private double[] Parts(object?[] cells)
    {
        double[] parts = new double[_model.Inputs.Count];
        IReadOnlyList<double> values = new EquationValues(_model, cells).Columns;
        int place = 0;
        foreach (EquationTerm term in _model.Equation.Terms)
        {
            int owner = ColumnsOf(term).Select(_model.PlaceOf).DefaultIfEmpty(0).First();
            foreach (EquationColumn column in term.Columns)
            {
                parts[owner] += column.Weights[0] * values[place++];
            }
        }

        return parts;
    }

    private double Part(ExportedInput input, object? cell)
    {
        object?[] cells = [.. _typical];
        cells[input.Place] = cell;
        return Parts(cells)[input.Place];
    }

    private List<(string Text, double Part, bool IsFalling)> Values(ExportedInput input)
    {
        if (input.Feature is not NumericFeature number)
        {
            return input.Levels.Count <= MostLevels
                ? [.. input.Levels.Select(level => (level, Part(input, level == Feature.MissingLevel ? null : level), false))]
                : throw NotDrawn($"the column {input.Feature.Name} has "
                    + $"{input.Levels.Count.ToString(CultureInfo.InvariantCulture)} levels, of which an axis shows "
                    + $"{MostLevels.ToString(CultureInfo.InvariantCulture)}");
        }

        double least = number.Minimum ?? number.Mean - (2 * number.StandardDeviation);
        double most = number.Maximum ?? number.Mean + (2 * number.StandardDeviation);
        double[] known = Ticks(input, least, most);
        double[] parts = [.. known.Select(value => Part(input, value))];
        List<(string Text, double Part, bool IsFalling)> values =
        [
            .. known.Select((value, place) => (Shown(value, input.IsDate), parts[place], parts.Length > 2 && IsFalling(parts, place))),
        ];
        if (number.HasIndicator || Conditions().OfType<MissingCondition>().Any(missing => missing.Column == number.Name))
        {
            values.Add((Feature.MissingLevel, Part(input, null), true));
        }

        return values;
    }

    // Steps of the same width leave most of the effect of a skewed column to one of them, as that of log(x) to the first: then the steps
    // are those of magnitudes, without those that change little.
    private double[] Ticks(ExportedInput input, double least, double most)
    {
        double[] even = [.. AxisTicks.Around(least, most, WantedSteps).Where(value => !CountsAsMissing(input, value))];
        double[] ends = [.. new[] { least, most }.Where(value => !CountsAsMissing(input, value))];
        double[] parts = [.. even.Concat(ends).Distinct().Order().Select(value => Part(input, value))];
        double range = parts.DefaultIfEmpty().Max() - parts.DefaultIfEmpty().Min();
        double widest = parts.Zip(parts.Skip(1), (one, next) => Math.Abs(next - one)).DefaultIfEmpty().Max();
        if (input.IsDate || !(most > least) || widest <= WidestStep * range || HasSteps(input))
        {
            return even;
        }

        var wide = new List<double>();
        foreach (double value in AxisTicks.OfMagnitudes(least, most).Where(value => !CountsAsMissing(input, value)))
        {
            if (wide.Count == 0 || Math.Abs(Part(input, value) - Part(input, wide[^1])) >= NarrowestStep * range)
            {
                wide.Add(value);
            }
        }

        return wide.Count > even.Length / 2 ? [.. wide] : even;
    }

    // Where the effect jumps, between cut points, a step is as wide as it is.
    private bool HasSteps(ExportedInput input) => Conditions().OfType<ComparisonCondition>().Any(comparison =>
    {
        var names = new HashSet<string>();
        AddOf(comparison, names);
        return names.Contains(input.Feature.Name);
    });

    private IEnumerable<Condition> Conditions()
    {
        var pending = new Stack<Condition>(_model.Equation.Terms.SelectMany(term => term.Columns).SelectMany(
            column => ConditionsOf(column.Number).Append(column.When)).Concat(
                _model.Equation.Steps.SelectMany(step => ConditionsOf(step.Number))).OfType<Condition>());
        while (pending.TryPop(out Condition? condition))
        {
            yield return condition;
            IEnumerable<Condition> parts = condition switch
            {
                AllCondition all => all.Conditions,
                AnyCondition any => any.Conditions,
                NotCondition not => [not.Condition],
                _ => [],
            };
            foreach (Condition part in parts)
            {
                pending.Push(part);
            }
        }
    }

    private static IEnumerable<Condition> ConditionsOf(NumberExpression? number) => number switch
    {
        IndicatorNumber indicator => [indicator.Condition],
        SumNumber sum => sum.Numbers.SelectMany(ConditionsOf),
        ProductNumber product => product.Numbers.SelectMany(ConditionsOf),
        QuotientNumber quotient => ConditionsOf(quotient.Dividend),
        PositivePart part => ConditionsOf(part.Number),
        WholePowerNumber power => ConditionsOf(power.Number),
        FunctionNumber function => ConditionsOf(function.Number),
        _ => [],
    };

    // Values of a line that always falls stand above it, too.
    private static bool IsFalling(double[] parts, int place)
    {
        bool rises = parts.Zip(parts.Skip(1)).Any(pair => pair.Second > pair.First);
        return rises && (place == 0 ? parts[1] < parts[0] : parts[place] < parts[place - 1]);
    }

    private bool CountsAsMissing(ExportedInput input, double value)
    {
        object?[] cells = [.. _typical];
        cells[input.Place] = value;
        return new EquationValues(_model, cells).IsMissing(input.Feature.Name);
    }

    private static string Shown(double value, bool isDate) => isDate
        ? DateTime.UnixEpoch.AddDays(value).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
        : value.ToString("G6", CultureInfo.InvariantCulture);

    private HashSet<string> ColumnsOf(EquationTerm term)
    {
        var names = new HashSet<string>();
        foreach (EquationColumn column in term.Columns)
        {
            AddOf(column.When, names);
            AddOf(column.Number, names);
        }

        return names;
    }

    private void AddOf(NumberExpression? number, HashSet<string> names)
    {
        switch (number)
        {
            case ColumnNumber column: names.Add(column.Column); break;
            case StepNumber step: AddOf(_model.Equation.Steps.Single(one => one.Name == step.Name).Number, names); break;
            case SumNumber sum: AddAll(sum.Numbers, names); break;
            case ProductNumber product: AddAll(product.Numbers, names); break;
            case QuotientNumber quotient: AddOf(quotient.Dividend, names); break;
            case PositivePart part: AddOf(part.Number, names); break;
            case WholePowerNumber power: AddOf(power.Number, names); break;
            case FunctionNumber function: AddOf(function.Number, names); break;
            case IndicatorNumber indicator: AddOf(indicator.Condition, names); break;
            default: break;
        }
    }

    private void AddAll(IEnumerable<NumberExpression> numbers, HashSet<string> names)
    {
        foreach (NumberExpression number in numbers)
        {
            AddOf(number, names);
        }
    }

    private void AddOf(Condition? condition, HashSet<string> names)
    {
        switch (condition)
        {
            case MissingCondition missing: names.Add(missing.Column); break;
            case LevelCondition level: names.Add(level.Column); break;
            case ComparisonCondition comparison: AddOf(comparison.Number, names); break;
            case AllCondition all: AddEach(all.Conditions, names); break;
            case AnyCondition any: AddEach(any.Conditions, names); break;
            case NotCondition not: AddOf(not.Condition, names); break;
            default: break;
        }
    }

    private void AddEach(IEnumerable<Condition> conditions, HashSet<string> names)
    {
        foreach (Condition condition in conditions)
        {
            AddOf(condition, names);
        }
    }
}
