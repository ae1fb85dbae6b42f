using LogReg.Equations;
using LogReg.Terms;

namespace LogReg.Export.Writing;

/// <summary>The columns of an equation in one row.</summary>
internal sealed class EquationValues
{
    private readonly Dictionary<string, double> _numbers = [];
    private readonly Dictionary<string, string?> _levels = [];
    private readonly HashSet<string> _missing = [];
    private readonly Dictionary<string, double> _steps = [];

    /// <param name="model">The model.</param>
    /// <param name="cells">A cell for each input: a number, of a date the days since 1970, or a level.</param>
    public EquationValues(ExportedModel model, IReadOnlyList<object?> cells)
    {
        foreach (ExportedInput input in model.Inputs)
        {
            string name = input.Feature.Name;
            if (input.Number is not EquationInput number)
            {
                _levels[name] = (string?)cells[input.Place] ?? Feature.MissingLevel;
                continue;
            }

            bool isKnown = cells[input.Place] is double;
            _numbers[name] = cells[input.Place] as double? ?? number.ImputeWith;
            if (!isKnown || number.Requirements.Any(requirement => !Holds(requirement)))
            {
                _missing.Add(name);
                _numbers[name] = number.ImputeWith;
            }
        }

        foreach (EquationStep step in model.Equation.Steps)
        {
            _steps[step.Name] = Value(step.Number);
        }

        Columns = [.. model.Equation.Terms.SelectMany(term => term.Columns).Select(
            column => column.When is not null && !Holds(column.When) ? 0 : column.Number is null ? 1 : Value(column.Number))];
    }

    /// <summary>What each column of the terms is, in their order.</summary>
    public IReadOnlyList<double> Columns { get; }

    /// <summary>Whether the cell of a number or a date counts as missing.</summary>
    /// <param name="column">The name of the column.</param>
    public bool IsMissing(string column) => _missing.Contains(column);

    private double Value(NumberExpression number) => number switch
    {
        ConstantNumber constant => constant.Value,
        ColumnNumber column => _numbers[column.Column],
        StepNumber step => _steps[step.Name],
        SumNumber sum => sum.Numbers.Sum(Value),
        ProductNumber product => product.Numbers.Aggregate(1.0, (value, factor) => value * Value(factor)),
        QuotientNumber quotient => Value(quotient.Dividend) / quotient.Divisor,
        PositivePart part => Math.Max(Value(part.Number), 0),
        WholePowerNumber power => Enumerable.Repeat(Value(power.Number), power.Exponent).Aggregate(1.0, (value, factor) => value * factor),
        FunctionNumber function => Function(function.Function, Value(function.Number)),
        IndicatorNumber indicator => Holds(indicator.Condition) ? 1 : 0,
        _ => throw new NotSupportedException($"{number.GetType().Name} is not a number of an equation."),
    };

    private bool Holds(Condition condition) => condition switch
    {
        MissingCondition missing => _missing.Contains(missing.Column),
        LevelCondition level => level.Levels.Contains(_levels[level.Column]),
        ComparisonCondition comparison => Compare(Value(comparison.Number), comparison),
        AllCondition all => all.Conditions.All(Holds),
        AnyCondition any => any.Conditions.Any(Holds),
        NotCondition not => !Holds(not.Condition),
        _ => throw new NotSupportedException($"{condition.GetType().Name} is not a condition of an equation."),
    };

    private static bool Compare(double number, ComparisonCondition comparison) => comparison.Comparison switch
    {
        Comparison.Less => number < comparison.Value,
        Comparison.AtMost => number <= comparison.Value,
        Comparison.AtLeast => number >= comparison.Value,
        Comparison.Greater => number > comparison.Value,
        _ => number == comparison.Value,
    };

    private static double Function(EquationFunction function, double number)
    {
        DateTime Moment() => DateTime.UnixEpoch.AddMilliseconds(Math.Round(number * 86_400_000));
        return function switch
        {
            EquationFunction.Log => Math.Log(number),
            EquationFunction.Log1P => Math.Abs(number) < 1e-4
                ? number * (1 - (number * (0.5 - (number * ((1.0 / 3) - (number / 4))))))
                : Math.Log(1 + number),
            EquationFunction.Sqrt => Math.Sqrt(number),
            EquationFunction.Exp => Math.Exp(number),
            EquationFunction.Abs => Math.Abs(number),
            EquationFunction.Year => Moment().Year,
            EquationFunction.Month => Moment().Month,
            EquationFunction.Weekday => (((int)Moment().DayOfWeek + 6) % 7) + 1,
            EquationFunction.Hour => Moment().Hour,
            _ => throw new NotSupportedException($"{function} is not a function of an equation."),
        };
    }
}
