using LogReg.Equations;

namespace LogReg.Terms;

/// <summary>A whole power, by repeated multiplication.</summary>
/// <param name="Exponent">The exponent, at least 1.</param>
internal sealed record WholePower(int Exponent) : NumberFunction
{
    /// <inheritdoc/>
    public override bool IsTotal => false;

    /// <inheritdoc/>
    public override int LinearPlace => Exponent == 1 ? 0 : -1;

    /// <inheritdoc/>
    public override string TextOf(string number) => Exponent == 1 ? number : $"{number}^{Exponent}";

    /// <inheritdoc/>
    public override Condition? RequirementOn(NumberExpression number) => Exponent == 1 ? null : new ComparisonCondition(
        new FunctionNumber(EquationFunction.Abs, number), Comparison.AtMost, LargestNumber());

    /// <inheritdoc/>
    public override IReadOnlyList<NumberExpression> Write(NumberExpression number, string name, EquationBuilder builder) =>
        [Exponent == 1 ? number : new WholePowerNumber(number, Exponent)];

    /// <inheritdoc/>
    public override void Evaluate(double number, Span<double> values)
    {
        double power = number;
        for (int factor = 1; factor < Exponent; factor++)
        {
            power *= number;
        }

        values[0] = power;
    }

    /// <inheritdoc/>
    public override bool IsDefinedAt(double number)
    {
        Span<double> power = stackalloc double[1];
        Evaluate(number, power);
        return double.IsFinite(power[0]);
    }

    // The last number whose power is finite: powers of doubles are ordered as the doubles, and doubles as their bits.
    private double LargestNumber()
    {
        long finite = 0;
        long beyond = BitConverter.DoubleToInt64Bits(double.PositiveInfinity);
        while (beyond - finite > 1)
        {
            long middle = finite + ((beyond - finite) / 2);
            if (IsDefinedAt(BitConverter.Int64BitsToDouble(middle)))
            {
                finite = middle;
            }
            else
            {
                beyond = middle;
            }
        }

        return BitConverter.Int64BitsToDouble(finite);
    }
}
