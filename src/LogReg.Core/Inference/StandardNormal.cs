using MathNet.Numerics;

namespace LogReg.Inference;

/// <summary>The standard normal distribution, as Wald tests and intervals need it.</summary>
internal static class StandardNormal
{
    /// <summary>P(|Z| ≥ |z|), exact far out in the tail, too.</summary>
    /// <param name="z">z; NaN gives NaN.</param>
    public static double TwoSidedTail(double z) => double.IsNaN(z) ? double.NaN : SpecialFunctions.Erfc(Math.Abs(z) / Constants.Sqrt2);

    /// <summary>The z with P(|Z| ≤ z) = confidence, such as 1.96 for 0.95.</summary>
    /// <param name="confidence">Between 0 and 1, both exclusive.</param>
    public static double TwoSidedQuantile(double confidence) => Constants.Sqrt2 * SpecialFunctions.ErfcInv(1 - confidence);
}
