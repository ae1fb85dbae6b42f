using System.Globalization;
using LogReg.Equations;

namespace LogReg.Tests.Equations;

/// <summary>Computes the log-odds of a row from a <see cref="ModelEquation"/>, as another language would.</summary>
/// <param name="equation">The equation.</param>
/// <param name="row">The cells: a number, a text, or <see langword="null"/> for a missing one.</param>
public sealed class EquationReader(ModelEquation equation, IReadOnlyDictionary<string, object?> row)
{
    private readonly Dictionary<string, double> _columns = [];
    private readonly Dictionary<string, double> _steps = [];
    private readonly HashSet<string> _missing = [];

    /// <summary>The log-odds of each equation.</summary>
    public double[] LogOdds()
    {
        foreach (EquationInput input in equation.Inputs)
        {
            _columns[input.Column] = row[input.Column] is double number ? number : double.NaN;
            if (double.IsNaN(_columns[input.Column]) || !input.Requirements.All(Holds))
            {
                _columns[input.Column] = input.ImputeWith;
                _missing.Add(input.Column);
            }
        }

        foreach (EquationStep step in equation.Steps)
        {
            _steps[step.Name] = Number(step.Number);
        }

        double[] sums = [.. equation.Intercepts];
        foreach (EquationColumn column in equation.Terms.SelectMany(term => term.Columns))
        {
            if (column.When is Condition condition && !Holds(condition))
            {
                continue;
            }

            double number = column.Number is NumberExpression expression ? Number(expression) : 1;
            for (int place = 0; place < sums.Length; place++)
            {
                sums[place] += column.Weights[place] * number;
            }
        }

        return sums;
    }

    private double Number(NumberExpression number) => number switch
    {
        ConstantNumber constant => constant.Value,
        ColumnNumber column => _columns[column.Column],
        StepNumber step => _steps[step.Name],
        SumNumber sum => sum.Numbers.Select(Number).Aggregate((left, right) => left + right),
        ProductNumber product => product.Numbers.Select(Number).Aggregate((left, right) => left * right),
        QuotientNumber quotient => Number(quotient.Dividend) / quotient.Divisor,
        PositivePart part => Math.Max(Number(part.Number), 0),
        WholePowerNumber power => Enumerable.Repeat(Number(power.Number), power.Exponent).Aggregate((left, right) => left * right),
        IndicatorNumber indicator => Holds(indicator.Condition) ? 1 : 0,
        FunctionNumber function => Function(function.Function, Number(function.Number)),
        _ => throw new NotSupportedException(number.GetType().Name),
    };

    private static double Function(EquationFunction function, double number) => function switch
    {
        EquationFunction.Log => Math.Log(number),
        EquationFunction.Log1P => number == 0 ? 0 : 1 + number == 1 ? number : Math.Log(1 + number) * (number / (1 + number - 1)),
        EquationFunction.Sqrt => Math.Sqrt(number),
        EquationFunction.Exp => Math.Exp(number),
        EquationFunction.Abs => Math.Abs(number),
        EquationFunction.Year => Date(number).Year,
        EquationFunction.Month => Date(number).Month,
        EquationFunction.Weekday => Date(number).DayOfWeek == DayOfWeek.Sunday ? 7 : (int)Date(number).DayOfWeek,
        EquationFunction.Hour => Date(number).Hour,
        _ => throw new NotSupportedException(function.ToString()),
    };

    private static DateTime Date(double days) => DateTime.UnixEpoch.AddMilliseconds(Math.Round(days * 86_400_000));

    private bool Holds(Condition condition) => condition switch
    {
        MissingCondition missing => _missing.Contains(missing.Column),
        LevelCondition level => level.Levels.Contains(LevelOf(level.Column)),
        ComparisonCondition comparison => Compares(Number(comparison.Number), comparison.Comparison, comparison.Value),
        AllCondition all => all.Conditions.All(Holds),
        AnyCondition any => any.Conditions.Any(Holds),
        NotCondition not => !Holds(not.Condition),
        _ => throw new NotSupportedException(condition.GetType().Name),
    };

    private string LevelOf(string column) =>
        Convert.ToString(row[column], CultureInfo.InvariantCulture) is { Length: > 0 } text ? text : "(missing)";

    private static bool Compares(double number, Comparison comparison, double value) => comparison switch
    {
        Comparison.Less => number < value,
        Comparison.AtMost => number <= value,
        Comparison.Equal => number == value,
        Comparison.AtLeast => number >= value,
        _ => number > value,
    };
}
