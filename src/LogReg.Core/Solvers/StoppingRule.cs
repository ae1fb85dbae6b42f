namespace LogReg.Solvers;

/// <summary>The questions that every solver asks of an iterate.</summary>
/// <remarks>
/// A small gradient of the mean loss does not say how far the minimum is: where few rows carry the information about a coefficient, its
/// curvature is small, too. What counts is the step that is left, beside the coefficient and its standard error.
/// </remarks>
internal static class StoppingRule
{
    private const double DefaultTolerance = 1e-8;

    // The square of the step to the minimum in standard errors, at most: Newton's next step squares what is left.
    private const double MostDecrement = 1e-10;

    // 10⁻⁹ of a standard error.
    private const double MostStalledDecrement = 1e-18;

    // Where no exact step follows.
    private const double MostStep = 1e-9;

    /// <summary>Whether Newton's step from a point is so short beside the standard errors that one such step leaves nothing.</summary>
    /// <param name="decrement">∇ᵀH⁻¹∇; times Σw the square of the length of the step in the metric of the information, which no
    /// coefficient's step in standard errors exceeds.</param>
    /// <param name="options">When to stop.</param>
    public static bool IsLastStep(double decrement, SolverOptions options) =>
        options.WeightSum * decrement <= MostDecrement * Square(Looseness(options));

    /// <summary>Whether no coefficient would move by a digit that counts: by 10⁻⁹ of itself or of the least standard error that a
    /// standardised column can have, 2/√Σw.</summary>
    /// <param name="step">What is known of the step to the minimum, p values.</param>
    /// <param name="parameters">The coefficients, p values.</param>
    /// <param name="options">When to stop.</param>
    public static bool IsNegligible(ReadOnlySpan<double> step, ReadOnlySpan<double> parameters, SolverOptions options)
    {
        if (options.WeightSum == 0)
        {
            return true;
        }

        double share = MostStep * Looseness(options);
        double least = 2 / Math.Sqrt(options.WeightSum);
        for (int parameter = 0; parameter < step.Length; parameter++)
        {
            if (!(Math.Abs(step[parameter]) <= share * Math.Max(Math.Abs(parameters[parameter]), least)))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>
    /// When no step lowers the objective any more, a gradient of at most √tolerance, but no less than 10⁻⁸ and no more than 10⁻⁶, means
    /// that rounding is the reason, and a larger one that the search has failed.
    /// </summary>
    /// <param name="iterate">Where it stalled.</param>
    /// <param name="options">When to stop.</param>
    /// <param name="decrement">∇ᵀH⁻¹∇ there, if it is known: a step that is long beside the standard errors is not rounding.</param>
    public static TerminationReason WhenStalled(Iterate iterate, SolverOptions options, double decrement = 0) =>
        iterate.GradientNorm <= Math.Clamp(Math.Sqrt(options.Tolerance), 1e-8, 1e-6)
            && options.WeightSum * decrement <= MostStalledDecrement
            ? TerminationReason.Precision
            : TerminationReason.Divergence;

    /// <summary>A rise of the objective that rounding alone can make: some units in its last place (2⁻⁵² of it, not
    /// <see cref="double.Epsilon"/>, which is the least number above 0).</summary>
    public static double RoundingOf(double value) => Math.Abs(value) * 1e-15;

    // A tolerance that was loosened loosens the rest; a tighter one asks for a smaller gradient and no more.
    private static double Looseness(SolverOptions options) => Math.Max(1, options.Tolerance / DefaultTolerance);

    private static double Square(double value) => value * value;
}
