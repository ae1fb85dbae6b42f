using LogReg.Numerics;
using LogReg.Objectives;

namespace LogReg.Inference;

/// <summary>
/// Profile-likelihood confidence intervals: all values v of a linear functional c·β of the parameters that a likelihood-ratio test does not
/// reject, 2(ℓ_max − max over c·β = v of ℓ) ≤ χ²₁. Under Firth's penalty, those of the penalised likelihood (Heinze &amp; Schemper 2002).
/// Where that has several modes, as it can have under complete separation, the profile is followed from the estimate.
/// </summary>
internal static class ProfileLikelihood
{
    // A log-likelihood that lies above the "maximum" by more than this shows that the maximum was not reached, as under quasi-separation.
    private const double FoundBetter = 1e-10;

    /// <summary>Finds both bounds of one functional.</summary>
    /// <param name="objective">A smooth objective, convex or nearly so.</param>
    /// <param name="scale">Σw: the objective's values times this are negative log-likelihoods.</param>
    /// <param name="optimum">The parameters at the minimum.</param>
    /// <param name="functional">c, a number for each parameter: for a coefficient on the original scale 1/s_j at its position.</param>
    /// <param name="confidence">From above 0 to below 1.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <param name="isConvex">Whether the objective is convex, so that a fit at a bound tells whether it is one: bounds are then checked,
    /// and searched for by fits where they fail.</param>
    /// <param name="sensitivity">H⁻¹c at the optimum, where it is better known than a double's Hessian there tells; else
    /// <see langword="null"/>.</param>
    /// <returns>The interval; a bound is ±∞ where the profile never falls so far, and NaN where none was found or the data say nothing
    /// of c·β, as of an aliased coefficient.</returns>
    /// <exception cref="ArgumentException">A length is not that of the parameters.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The confidence is out of range.</exception>
    /// <exception cref="OperationCanceledException">The operation was cancelled.</exception>
    public static ConfidenceInterval Find(
        IObjective objective,
        double scale,
        ReadOnlySpan<double> optimum,
        ReadOnlySpan<double> functional,
        double confidence,
        CancellationToken cancellationToken,
        bool isConvex = false,
        double[]? sensitivity = null)
    {
        if (optimum.Length != objective.ParameterCount || functional.Length != objective.ParameterCount)
        {
            throw new ArgumentException(
                $"The optimum has {optimum.Length} and the functional {functional.Length} numbers for {objective.ParameterCount} "
                    + $"parameters.");
        }

        if (!(confidence > 0 && confidence < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(confidence), confidence, "The confidence level must be above 0 and below 1.");
        }

        double[] coefficients = functional.ToArray();
        var start = new ProfilePoint(objective, coefficients);
        optimum.CopyTo(start.Parameters);
        if (!start.Evaluate(cancellationToken) || start.Variance <= 0)
        {
            return Checked(new ConfidenceInterval(double.NaN, double.NaN), start.Value);
        }

        var search = new ProfileBoundSearch(objective, scale, start, coefficients, ChiSquared.Quantile(confidence));
        double best = start.Value;
        var interval = new ConfidenceInterval(search.Find(-1, cancellationToken), search.Find(1, cancellationToken));
        return Checked(
            scale * (best - search.BestValue) > FoundBetter
                ? new ConfidenceInterval(search.Find(-1, cancellationToken), search.Find(1, cancellationToken))
                : interval,
            search.BestValue);

        ConfidenceInterval Checked(ConfidenceInterval found, double bestValue)
        {
            double[] way = sensitivity ?? start.Sensitivity;
            if (!isConvex || coefficients.Length < 2 || !double.IsFinite(bestValue) || !(DenseKernels.Dot(coefficients, way) > 0))
            {
                return found;
            }

            var fits =
                new ProfileFits(
                    objective,
                    scale,
                    start.Parameters,
                    bestValue,
                    coefficients,
                    way,
                    ChiSquared.Quantile(confidence),
                    sensitivity is not null);
            return new ConfidenceInterval(Verified(found.Lower, -1), Verified(found.Upper, 1));

            double Verified(double bound, int side) =>
                double.IsFinite(bound) && fits.IsBound(bound, cancellationToken) ? bound : fits.Find(side, cancellationToken);
        }
    }

    /// <summary>The likelihood-ratio test of c·β = 0.</summary>
    /// <param name="objective">A smooth objective, convex or nearly so.</param>
    /// <param name="scale">Σw: the objective's values times this are negative log-likelihoods.</param>
    /// <param name="optimum">The parameters at the minimum.</param>
    /// <param name="functional">c, a number for each parameter.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <returns>The test on one degree of freedom; NaN where the constrained maximum was not found.</returns>
    /// <exception cref="OperationCanceledException">The operation was cancelled.</exception>
    public static ChiSquaredTest TestZero(
        IObjective objective,
        double scale,
        ReadOnlySpan<double> optimum,
        ReadOnlySpan<double> functional,
        CancellationToken cancellationToken)
    {
        double[] coefficients = functional.ToArray();
        var start = new ProfilePoint(objective, coefficients);
        optimum.CopyTo(start.Parameters);
        double statistic = start.Evaluate(cancellationToken) && start.Variance > 0
            ? new ProfileBoundSearch(objective, scale, start, coefficients, quantile: 1).FallAt(0, cancellationToken)
            : double.NaN;
        return ChiSquared.Test(statistic, 1);
    }
}
