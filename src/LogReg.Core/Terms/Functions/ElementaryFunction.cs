using LogReg.Equations;
using LogReg.Numerics;

namespace LogReg.Terms;

/// <summary>A function without fitted constants, such as a logarithm.</summary>
/// <param name="Function">One of <see cref="FormulaFunction.Log"/> to <see cref="FormulaFunction.Abs"/>.</param>
internal sealed record ElementaryFunction(FormulaFunction Function) : NumberFunction
{
    private const double Ln2 = 0.693147180559945309417;
    private const double Ln10 = 2.302585092994045684018;
    private const double LargestExponent = 709.78;

    /// <inheritdoc/>
    public override bool IsTotal => Function == FormulaFunction.Abs;

    /// <inheritdoc/>
    public override string TextOf(string number) => $"{FormulaFunctions.NameOf(Function)}({number})";

    /// <inheritdoc/>
    public override Condition? RequirementOn(NumberExpression number) => Function switch
    {
        FormulaFunction.Log or FormulaFunction.Log2 or FormulaFunction.Log10 => new ComparisonCondition(number, Comparison.Greater, 0),
        FormulaFunction.Log1P => new ComparisonCondition(number, Comparison.Greater, -1),
        FormulaFunction.Sqrt => new ComparisonCondition(number, Comparison.AtLeast, 0),
        FormulaFunction.Exp => new ComparisonCondition(number, Comparison.Less, LargestExponent),
        _ => null,
    };

    /// <inheritdoc/>
    public override IReadOnlyList<NumberExpression> Write(NumberExpression number, string name, EquationBuilder builder) =>
    [
        Function switch
        {
            FormulaFunction.Log => new FunctionNumber(EquationFunction.Log, number),
            FormulaFunction.Log2 => new QuotientNumber(new FunctionNumber(EquationFunction.Log, number), Ln2),
            FormulaFunction.Log10 => new QuotientNumber(new FunctionNumber(EquationFunction.Log, number), Ln10),
            FormulaFunction.Log1P => new FunctionNumber(EquationFunction.Log1P, number),
            FormulaFunction.Sqrt => new FunctionNumber(EquationFunction.Sqrt, number),
            FormulaFunction.Exp => new FunctionNumber(EquationFunction.Exp, number),
            FormulaFunction.Abs => new FunctionNumber(EquationFunction.Abs, number),
            _ => throw new NotSupportedException($"{Function} is not an elementary function."),
        },
    ];

    /// <inheritdoc/>
    public override void Evaluate(double number, Span<double> values) => values[0] = Function switch
    {
        FormulaFunction.Log => ElementaryFunctions.Log(number),
        FormulaFunction.Log2 => ElementaryFunctions.Log(number) / Ln2,
        FormulaFunction.Log10 => ElementaryFunctions.Log(number) / Ln10,
        FormulaFunction.Log1P => ElementaryFunctions.LogOnePlus(number),
        FormulaFunction.Sqrt => Math.Sqrt(number),
        FormulaFunction.Exp => ElementaryFunctions.Exp(number),
        FormulaFunction.Abs => Math.Abs(number),
        _ => throw new NotSupportedException($"{Function} is not an elementary function."),
    };

    /// <inheritdoc/>
    public override bool IsDefinedAt(double number) => Function switch
    {
        FormulaFunction.Log or FormulaFunction.Log2 or FormulaFunction.Log10 => number > 0,
        FormulaFunction.Log1P => number > -1,
        FormulaFunction.Sqrt => number >= 0,
        FormulaFunction.Exp => number < LargestExponent,
        _ => true,
    };

    /// <inheritdoc/>
    public override double? Invert(double value)
    {
        double? number = Function switch
        {
            FormulaFunction.Log => ElementaryFunctions.Exp(value),
            FormulaFunction.Log2 => ElementaryFunctions.Exp(value * Ln2),
            FormulaFunction.Log10 => ElementaryFunctions.Exp(value * Ln10),
            FormulaFunction.Log1P => ElementaryFunctions.ExpMinusOne(value),
            FormulaFunction.Sqrt when value >= 0 => value * value,
            FormulaFunction.Exp when value > 0 => ElementaryFunctions.Log(value),
            _ => null,
        };
        return number is double known && double.IsFinite(known) ? known : null;
    }
}
