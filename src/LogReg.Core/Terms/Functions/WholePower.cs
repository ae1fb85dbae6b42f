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
}
