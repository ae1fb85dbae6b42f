using LogReg.Equations;
using LogReg.Export.Writing;

namespace LogReg.Export.Code;

/// <summary>Numbers and conditions of an equation in a programming language.</summary>
/// <param name="model">The model.</param>
/// <param name="language">The language.</param>
internal sealed class CodeExpressions(ExportedModel model, CodeLanguage language)
{
    private readonly Dictionary<string, string> _steps = model.Equation.Steps.Index().ToDictionary(
        step => step.Item.Name, step => $"s{step.Index}");

    /// <summary>The name of a step.</summary>
    /// <param name="step">The step.</param>
    public string NameOf(EquationStep step) => _steps[step.Name];

    /// <summary>A number.</summary>
    /// <param name="number">The number.</param>
    public string Number(NumberExpression number) => number switch
    {
        ConstantNumber constant => language.Number(constant.Value),
        ColumnNumber column => $"x{model.PlaceOf(column.Column)}",
        StepNumber step => _steps[step.Name],
        SumNumber sum => $"({string.Join(" + ", sum.Numbers.Select(Number))})",
        ProductNumber product => $"({string.Join(" * ", product.Numbers.Select(Number))})",
        QuotientNumber quotient => $"({Number(quotient.Dividend)} / {language.Number(quotient.Divisor)})",
        PositivePart part => language.PositivePart(Number(part.Number)),
        WholePowerNumber { Number.IsSimple: true } power =>
            $"({string.Join(" * ", Enumerable.Repeat(Number(power.Number), power.Exponent))})",
        WholePowerNumber power => $"{language.Power}({Number(power.Number)}, {power.Exponent})",
        FunctionNumber function => language.Function(function.Function, Number(function.Number)),
        IndicatorNumber indicator => language.Indicator(Condition(indicator.Condition)),
        _ => throw new NotSupportedException($"{number.GetType().Name} is not a number of an equation."),
    };

    /// <summary>A condition.</summary>
    /// <param name="condition">The condition.</param>
    public string Condition(Condition condition) => condition switch
    {
        MissingCondition missing => $"m{model.PlaceOf(missing.Column)}",
        LevelCondition level => language.IsLevel($"c{model.PlaceOf(level.Column)}", level.Levels),
        ComparisonCondition comparison =>
            $"({Number(comparison.Number)} {Sign(comparison.Comparison)} {language.Number(comparison.Value)})",
        AllCondition all => language.Join(all.Conditions.Select(Condition), all: true),
        AnyCondition any => language.Join(any.Conditions.Select(Condition), all: false),
        NotCondition not => language.Not(Condition(not.Condition)),
        _ => throw new NotSupportedException($"{condition.GetType().Name} is not a condition of an equation."),
    };

    private string Sign(Comparison comparison) => comparison switch
    {
        Comparison.Less => "<",
        Comparison.AtMost => "<=",
        Comparison.AtLeast => ">=",
        Comparison.Greater => ">",
        _ => language.EqualSign,
    };
}
