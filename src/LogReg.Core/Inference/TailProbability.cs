using MathNet.Numerics;

namespace LogReg.Inference;

/// <summary>Tail probabilities with all their digits however small they are, and the normal quantile.</summary>
internal static class TailProbability
{
    /// <summary>P(χ² ≥ x) = Q(df/2, x/2), the regularised upper incomplete gamma function.</summary>
    /// <param name="statistic">x; what rounding leaves below 0 counts as 0.</param>
    /// <param name="degreesOfFreedom">df; without any the answer is NaN.</param>
    public static double ChiSquared(double statistic, int degreesOfFreedom)
    {
        if (degreesOfFreedom < 1 || double.IsNaN(statistic))
        {
            return double.NaN;
        }

        if (statistic <= 0)
        {
            return 1;
        }

        return double.IsPositiveInfinity(statistic) ? 0
            : degreesOfFreedom == 1 ? SpecialFunctions.Erfc(Math.Sqrt(statistic / 2))
            : SpecialFunctions.GammaUpperRegularized(degreesOfFreedom / 2.0, statistic / 2);
    }

    /// <summary>P(|Z| ≥ |z|) for a standard normal Z.</summary>
    public static double TwoSidedNormal(double z) => double.IsNaN(z) ? double.NaN : SpecialFunctions.Erfc(Math.Abs(z) / Constants.Sqrt2);

    /// <summary>The z with P(|Z| ≤ z) = confidence, such as 1.96 for 0.95.</summary>
    /// <param name="confidence">Between 0 and 1, both exclusive.</param>
    public static double TwoSidedNormalQuantile(double confidence) => Constants.Sqrt2 * SpecialFunctions.ErfInv(confidence);
}
