using LogReg.Numerics;
using LogReg.Terms;

namespace LogReg.Estimation;

/// <summary>Chooses the class that others are compared with where features separate some of them.</summary>
internal static class BaseChoice
{
    // What is smaller than this beside the rest is rounding.
    private const double SmallestShare = 1e-9;

    /// <summary>The class against which the most coefficients have an estimate; of equals the first.</summary>
    /// <param name="classCount">K.</param>
    /// <param name="layout">The layout of the terms.</param>
    /// <param name="equations">The fit's equations.</param>
    /// <param name="freeDirections">The directions that the data do not determine.</param>
    public static int MostFinite(int classCount, TermLayout layout, ClassEquations equations, IReadOnlyList<double[]> freeDirections)
    {
        int[] counts = CountFinite(classCount, layout, equations, freeDirections);
        return classCount == 2 ? 0 : Array.IndexOf(counts, counts.Max());
    }

    /// <summary>For each class how many coefficients of all others against it have an estimate.</summary>
    /// <param name="classCount">K.</param>
    /// <param name="layout">The layout of the terms.</param>
    /// <param name="equations">The fit's equations.</param>
    /// <param name="freeDirections">The directions that the data do not determine.</param>
    public static int[] CountFinite(int classCount, TermLayout layout, ClassEquations equations, IReadOnlyList<double[]> freeDirections)
    {
        int[] counts = new int[classCount];
        for (int first = 0; first < classCount; first++)
        {
            for (int second = first + 1; second < classCount; second++)
            {
                int finite =
                    CountFinite(
                        layout,
                        [.. freeDirections.Select(direction => equations.Contrast(direction, first, second, layout.Count))],
                        freeDirections);
                counts[first] += finite;
                counts[second] += finite;
            }
        }

        return counts;
    }

    private static int CountFinite(TermLayout layout, double[][] contrasts, IReadOnlyList<double[]> freeDirections)
    {
        int count = 0;
        for (int coefficient = 0; coefficient < layout.Count; coefficient++)
        {
            bool isFinite = true;
            for (int index = 0; index < contrasts.Length && isFinite; index++)
            {
                isFinite = Change(layout, coefficient, contrasts[index], freeDirections[index]) == 0;
            }

            count += isFinite ? 1 : 0;
        }

        return count;
    }

    /// <summary>How far a direction moves a coefficient; 0 where that is nothing but rounding.</summary>
    /// <param name="layout">The layout of the terms.</param>
    /// <param name="coefficient">The position of the coefficient in its equation.</param>
    /// <param name="contrast">What the direction changes in the equation.</param>
    /// <param name="direction">The direction of all equations, which tells how large a change is.</param>
    public static double Change(TermLayout layout, int coefficient, double[] contrast, double[] direction)
    {
        double scale = layout.Scales[coefficient];
        double change = contrast[coefficient] / scale;
        double squares = 1 / (scale * scale);
        for (int parameter = 1; coefficient == 0 && parameter < layout.Count; parameter++)
        {
            double share = layout.Means[parameter] / layout.Scales[parameter];
            change -= contrast[parameter] * share;
            squares += share * share;
        }

        double size = Math.Sqrt(squares * DenseKernels.Dot(direction, direction));
        return Math.Abs(change) <= SmallestShare * size ? 0 : change;
    }
}
