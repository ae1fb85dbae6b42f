using LogReg.Equations;
using LogReg.Export.Writing;

namespace LogReg.Export.Sql;

/// <summary>Numbers and conditions of an equation in SQL, over the columns that <see cref="SqlExporter"/> makes.</summary>
/// <param name="model">The model.</param>
/// <param name="language">The language.</param>
internal sealed class SqlExpressions(ExportedModel model, SqlLanguage language)
{
    private readonly Dictionary<string, (string Name, int Depth)> _steps = [];
    private int _deepest;

    /// <summary>Translates the next step of the equation.</summary>
    /// <param name="step">The step.</param>
    /// <returns>The name of its column; its number; and its depth, 1 more than that of the deepest step that it uses, from 1.</returns>
    public (string Name, string Number, int Depth) Step(EquationStep step)
    {
        _deepest = 0;
        string number = Number(step.Number);
        string name = $"s{_steps.Count}";
        _steps.Add(step.Name, (name, _deepest + 1));
        return (name, number, _deepest + 1);
    }

    /// <summary>A number.</summary>
    /// <param name="number">The number.</param>
    public string Number(NumberExpression number) => number switch
    {
        ConstantNumber constant => language.Number(constant.Value),
        ColumnNumber column => $"x{model.PlaceOf(column.Column)}",
        StepNumber step => Use(step),
        SumNumber sum => $"({string.Join(" + ", sum.Numbers.Select(Number))})",
        ProductNumber product => $"({string.Join(" * ", product.Numbers.Select(Number))})",
        QuotientNumber quotient => $"({Number(quotient.Dividend)} / {language.Number(quotient.Divisor)})",
        PositivePart part => Positive(Number(part.Number)),
        WholePowerNumber { Number.IsSimple: true } power =>
            $"({string.Join(" * ", Enumerable.Repeat(Number(power.Number), power.Exponent))})",
        WholePowerNumber power => $"POWER({Number(power.Number)}, {power.Exponent})",
        FunctionNumber function => language.Function(function.Function, Number(function.Number)),
        IndicatorNumber indicator => $"(CASE WHEN {Condition(indicator.Condition)} THEN 1E0 ELSE 0E0 END)",
        _ => throw new NotSupportedException($"{number.GetType().Name} is not a number of an equation."),
    };

    /// <summary>A condition.</summary>
    /// <param name="condition">The condition.</param>
    public string Condition(Condition condition) => condition switch
    {
        MissingCondition missing => $"m{model.PlaceOf(missing.Column)} = 1",
        LevelCondition { Levels.Count: 0 } => "1 = 0",
        LevelCondition { Levels.Count: 1 } level => $"c{model.PlaceOf(level.Column)} = {language.Text(level.Levels[0])}",
        LevelCondition level => $"c{model.PlaceOf(level.Column)} IN ({string.Join(", ", level.Levels.Select(language.Text))})",
        ComparisonCondition comparison =>
            $"{Number(comparison.Number)} {Sign(comparison.Comparison)} {language.Number(comparison.Value)}",
        AllCondition all => $"({string.Join(" AND ", all.Conditions.Select(Condition))})",
        AnyCondition any => $"({string.Join(" OR ", any.Conditions.Select(Condition))})",
        NotCondition not => $"NOT ({Condition(not.Condition)})",
        _ => throw new NotSupportedException($"{condition.GetType().Name} is not a condition of an equation."),
    };

    private string Use(StepNumber step)
    {
        (string name, int depth) = _steps[step.Name];
        _deepest = Math.Max(_deepest, depth);
        return name;
    }

    private static string Positive(string number) => $"(CASE WHEN {number} > 0E0 THEN {number} ELSE 0E0 END)";

    private static string Sign(Comparison comparison) => comparison switch
    {
        Comparison.Less => "<",
        Comparison.AtMost => "<=",
        Comparison.AtLeast => ">=",
        Comparison.Greater => ">",
        _ => "=",
    };
}
