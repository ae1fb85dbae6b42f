using LogReg.Numerics;

namespace LogReg.Inference;

/// <summary>Products of symmetric p × p matrices that are kept row after row.</summary>
internal static class SymmetricMatrix
{
    /// <summary>Copies the lower triangle above the diagonal.</summary>
    public static void Mirror(Span<double> matrix, int dimension)
    {
        for (int row = 0; row < dimension; row++)
        {
            for (int column = 0; column < row; column++)
            {
                matrix[(column * dimension) + row] = matrix[(row * dimension) + column];
            }
        }
    }

    /// <summary>A·B·A for symmetric A and B: the sandwich.</summary>
    /// <param name="bread">A, both triangles.</param>
    /// <param name="filling">B, both triangles.</param>
    /// <param name="dimension">p.</param>
    public static double[] Sandwich(double[] bread, double[] filling, int dimension)
    {
        double[] product = Multiply(Multiply(bread, filling, dimension), bread, dimension);

        // Rounding leaves the two triangles unequal.
        Mirror(product, dimension);
        return product;
    }

    private static double[] Multiply(double[] left, double[] right, int dimension)
    {
        double[] product = new double[left.Length];
        Parallel.For(0, dimension, row =>
        {
            Span<double> own = product.AsSpan(row * dimension, dimension);
            for (int middle = 0; middle < dimension; middle++)
            {
                double factor = left[(row * dimension) + middle];
                if (factor != 0)
                {
                    DenseKernels.AddScaled(right.AsSpan(middle * dimension, dimension), factor, own);
                }
            }
        });
        return product;
    }
}
