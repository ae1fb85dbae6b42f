namespace LogReg.Objectives;

/// <summary>
/// The penalty λ(α‖β‖₁ + (1−α)/2·‖β‖₂²) on standardised coefficients; intercepts go free. This is the smooth part, α = 0: a solver for
/// the rest takes the L1 part as its own.
/// </summary>
internal sealed record Penalty
{
    /// <summary>No penalty: plain maximum likelihood.</summary>
    public static Penalty None { get; } = new(0);

    /// <param name="lambda">λ ≥ 0, on the scale of the mean loss.</param>
    public Penalty(double lambda)
    {
        Lambda = lambda;
    }

    /// <summary>λ.</summary>
    public double Lambda { get; }

    /// <summary>Whether there is nothing to add.</summary>
    public bool IsNone => Lambda == 0;

    /// <summary>Adds λ to the diagonal of the Hessian.</summary>
    /// <param name="diagonal">Where to add: equations one after the other, each with its intercept first.</param>
    /// <param name="equationLength">The length of an equation, the intercept included.</param>
    public void AddToDiagonal(Span<double> diagonal, int equationLength)
    {
        for (int parameter = 0; parameter < diagonal.Length; parameter++)
        {
            diagonal[parameter] += parameter % equationLength == 0 ? 0 : Lambda;
        }
    }

    /// <summary>Adds λβ to the gradient and λ to the Hessian's diagonal, and returns λ/2·‖β‖₂².</summary>
    /// <param name="parameters">β: equations one after the other, each with its intercept first.</param>
    /// <param name="equationLength">The length of an equation, the intercept included.</param>
    /// <param name="gradient">Where to add, as long as <paramref name="parameters"/>.</param>
    /// <param name="hessian">Where to add, p × p; or empty.</param>
    public double Add(ReadOnlySpan<double> parameters, int equationLength, Span<double> gradient, Span<double> hessian)
    {
        if (IsNone)
        {
            return 0;
        }

        double sumOfSquares = 0;
        for (int parameter = 0; parameter < parameters.Length; parameter++)
        {
            if (parameter % equationLength == 0)
            {
                continue;
            }

            sumOfSquares += parameters[parameter] * parameters[parameter];
            gradient[parameter] += Lambda * parameters[parameter];
            if (!hessian.IsEmpty)
            {
                hessian[(parameter * parameters.Length) + parameter] += Lambda;
            }
        }

        return Lambda / 2 * sumOfSquares;
    }
}
