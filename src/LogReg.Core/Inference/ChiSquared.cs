using MathNet.Numerics;

namespace LogReg.Inference;

/// <summary>The χ² distribution, as likelihood-ratio tests need it.</summary>
internal static class ChiSquared
{
    /// <summary>P(χ² ≥ x): the regularised incomplete gamma function Q(k/2, x/2), exact far out in the tail, too.</summary>
    /// <param name="statistic">x; NaN gives NaN, and a negative one counts as 0.</param>
    /// <param name="degreesOfFreedom">k; without any the result is NaN.</param>
    public static double UpperTail(double statistic, int degreesOfFreedom) =>
        degreesOfFreedom < 1 || double.IsNaN(statistic) ? double.NaN
        : statistic <= 0 ? 1
        : double.IsPositiveInfinity(statistic) ? 0
        : SpecialFunctions.GammaUpperRegularized(degreesOfFreedom / 2.0, statistic / 2);

    /// <summary>The value that χ² with one degree of freedom stays below with a probability: the square of a normal quantile.</summary>
    /// <param name="probability">From above 0 to below 1.</param>
    public static double Quantile(double probability)
    {
        double root = StandardNormal.TwoSidedQuantile(probability);
        return root * root;
    }

    /// <summary>The test with this statistic.</summary>
    /// <param name="statistic">x; what rounding leaves below 0 counts as 0, and NaN makes a test without a result.</param>
    /// <param name="degreesOfFreedom">k.</param>
    public static ChiSquaredTest Test(double statistic, int degreesOfFreedom)
    {
        double positive = Math.Max(0, statistic);
        return new ChiSquaredTest(positive, degreesOfFreedom, UpperTail(positive, degreesOfFreedom));
    }
}
