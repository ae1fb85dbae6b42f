using LogReg.Numerics;

namespace LogReg.Inference;

/// <summary>The χ² distribution, as likelihood-ratio tests need it.</summary>
internal static class ChiSquared
{
    // 2/√π = 1/Γ(3/2).
    private const double TwoByRootPi = 1.1283791670955126;
    private const double Ln2High = 6.93147180369123816490e-01;
    private const double Ln2Low = 1.90821492927058770002e-10;

    // Terms are kept below 2^600, and e^−x above 2^−1000.
    private const int ScaleStep = 600;
    private const double LargestDirect = 690;

    /// <summary>P(χ² ≥ x), exact far out in the tail, too: the regularised incomplete gamma function Q(k/2, x/2), a finite sum for a whole
    /// k (M. Abramowitz and I. A. Stegun, <i>Handbook of Mathematical Functions</i>, 1964, 26.4.4 and 26.4.5).</summary>
    /// <param name="statistic">x; NaN gives NaN, and a negative one counts as 0.</param>
    /// <param name="degreesOfFreedom">k; without any the result is NaN.</param>
    public static double UpperTail(double statistic, int degreesOfFreedom) =>
        degreesOfFreedom < 1 || double.IsNaN(statistic) ? double.NaN
        : statistic <= 0 ? 1
        : double.IsPositiveInfinity(statistic) ? 0
        : degreesOfFreedom == 1 ? StandardNormal.TwoSidedTail(Math.Sqrt(statistic))
        : FiniteSum(statistic, degreesOfFreedom);

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

    // e^−h·Σ h^a/Γ(a + 1) over a = 0, 1, … or ½, 1½, … below k/2, h = x/2, for an odd k with the normal tail beside it. All numbers are
    // multiples of a power of 2, as e^−h alone may be too small for a double where the sum is not.
    private static double FiniteSum(double statistic, int degreesOfFreedom)
    {
        double half = statistic / 2;
        bool isOdd = degreesOfFreedom % 2 == 1;
        double halvings = half > LargestDirect ? Math.Round(half / LogisticFunctions.Ln2) : 0;
        double term =
            ElementaryFunctions.Exp((halvings * Ln2High) - half + (halvings * Ln2Low)) * (isOdd ? Math.Sqrt(half) * TwoByRootPi : 1);
        double sum =
            term + (isOdd ? Math.ScaleB(StandardNormal.TwoSidedTail(Math.Sqrt(statistic)), (int)Math.Min(halvings, int.MaxValue)) : 0);
        for (double order = isOdd ? 1.5 : 1; order < degreesOfFreedom / 2.0 && term > sum * 1e-18; order++)
        {
            term *= half / order;
            sum += term;
            if (sum > Math.ScaleB(1, ScaleStep))
            {
                term = Math.ScaleB(term, -ScaleStep);
                sum = Math.ScaleB(sum, -ScaleStep);
                halvings -= ScaleStep;
            }
        }

        return halvings > int.MaxValue ? 0 : Math.Min(1, Math.ScaleB(sum, -(int)halvings));
    }
}
