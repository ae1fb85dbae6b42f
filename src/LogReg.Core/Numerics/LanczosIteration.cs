namespace LogReg.Numerics;

/// <summary>The largest eigenvalue of a symmetric positive semi-definite matrix that is known by its products with vectors (C. Lanczos,
/// <i>An iteration method for the solution of the eigenvalue problem</i>, 1950).</summary>
internal static class LanczosIteration
{
    private const int MostSteps = 1000;

    // The estimate grows towards the eigenvalue; when steps no longer change it, it is there.
    private const double Tolerance = 1e-13;
    private const int QuietSteps = 3;

    /// <summary>Finds it.</summary>
    /// <param name="dimension">d, 0 or more.</param>
    /// <param name="multiply">Sets its second argument to the matrix times the first, d numbers each.</param>
    public static double LargestEigenvalue(int dimension, Action<double[], double[]> multiply)
    {
        // A start without symmetry, so that it is orthogonal to no eigenvector: the fractions of multiples of the golden ratio.
        var basis =
            new List<double[]> { Normalised(
                [.. Enumerable.Range(1, dimension).Select(index => 0.5 + (unchecked((uint)index * 0x9E3779B9) * Math.ScaleB(1, -32)))]) };
        var diagonal = new List<double>();
        var besides = new List<double>();
        double estimate = 0;
        int quiet = 0;
        while (diagonal.Count < Math.Min(dimension, MostSteps) && quiet < QuietSteps)
        {
            double[] vector = basis[^1];
            double[] product = new double[dimension];
            multiply(vector, product);
            diagonal.Add(DenseKernels.Dot(vector, product));

            // Against all earlier vectors, twice: what rounding leaves of them would bring eigenvalues up a second time.
            for (int pass = 0; pass < 2; pass++)
            {
                foreach (double[] earlier in basis)
                {
                    DenseKernels.AddScaled(earlier, -DenseKernels.Dot(earlier, product), product);
                }
            }

            double next = LargestOfTridiagonal(diagonal, besides, estimate);
            quiet = next - estimate <= Tolerance * next ? quiet + 1 : 0;
            estimate = next;
            double length = Math.Sqrt(DenseKernels.Dot(product, product));
            if (length <= Tolerance * estimate)
            {
                break;
            }

            besides.Add(length);
            basis.Add(Normalised(product));
        }

        return estimate;
    }

    // Bisection: above the largest eigenvalue all pivots of the matrix shifted by it are negative.
    private static double LargestOfTridiagonal(List<double> diagonal, List<double> besides, double low)
    {
        double high = 0;
        for (int row = 0; row < diagonal.Count; row++)
        {
            double reach = (row > 0 ? besides[row - 1] : 0) + (row < diagonal.Count - 1 ? besides[row] : 0);
            high = Math.Max(high, diagonal[row] + reach);
        }

        while (true)
        {
            double middle = low + ((high - low) / 2);
            if (!(middle > low && middle < high))
            {
                return high;
            }

            if (IsAbove(middle, diagonal, besides))
            {
                high = middle;
            }
            else
            {
                low = middle;
            }
        }
    }

    private static bool IsAbove(double value, List<double> diagonal, List<double> besides)
    {
        double pivot = diagonal[0] - value;
        for (int row = 1; row < diagonal.Count && pivot < 0; row++)
        {
            pivot = diagonal[row] - value - (besides[row - 1] * besides[row - 1] / pivot);
        }

        return pivot < 0;
    }

    private static double[] Normalised(double[] vector)
    {
        double length = Math.Sqrt(DenseKernels.Dot(vector, vector));
        for (int index = 0; index < vector.Length; index++)
        {
            vector[index] /= length;
        }

        return vector;
    }
}
