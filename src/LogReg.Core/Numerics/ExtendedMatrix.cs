using System.Numerics.Tensors;

namespace LogReg.Numerics;

/// <summary>A square matrix of <see cref="DoubleDouble"/> numbers, row-major; high and low parts are kept apart for the kernels.</summary>
internal sealed class ExtendedMatrix
{
    /// <param name="dimension">d, 0 or more.</param>
    public ExtendedMatrix(int dimension)
    {
        Dimension = dimension;
        High = new double[checked(dimension * dimension)];
        Low = new double[High.Length];
    }

    /// <summary>d.</summary>
    public int Dimension { get; }

    /// <summary>The high parts, d·d.</summary>
    public double[] High { get; }

    /// <summary>The low parts, d·d.</summary>
    public double[] Low { get; }

    /// <summary>An element.</summary>
    public DoubleDouble this[int row, int column]
    {
        get => new(High[(row * Dimension) + column], Low[(row * Dimension) + column]);
        set => (High[(row * Dimension) + column], Low[(row * Dimension) + column]) = value;
    }

    /// <summary>The nearest doubles, d·d.</summary>
    public double[] ToDoubles()
    {
        double[] rounded = new double[High.Length];
        TensorPrimitives.Add(High, Low, rounded);
        return rounded;
    }

    /// <summary>Multiplies every element.</summary>
    /// <param name="factor">The factor.</param>
    public void Scale(double factor)
    {
        for (int index = 0; index < High.Length; index++)
        {
            (High[index], Low[index]) = new DoubleDouble(High[index], Low[index]) * factor;
        }
    }

    /// <summary>Copies the lower triangle above the diagonal.</summary>
    public void Mirror()
    {
        for (int row = 0; row < Dimension; row++)
        {
            for (int column = 0; column < row; column++)
            {
                this[column, row] = this[row, column];
            }
        }
    }

    /// <summary>The matrix with rows and columns exchanged.</summary>
    public ExtendedMatrix Transpose()
    {
        var transposed = new ExtendedMatrix(Dimension);
        for (int row = 0; row < Dimension; row++)
        {
            for (int column = 0; column < Dimension; column++)
            {
                transposed[column, row] = this[row, column];
            }
        }

        return transposed;
    }

    /// <summary>A·S·Aᵀ for this symmetric S, both triangles.</summary>
    /// <param name="factor">A.</param>
    public ExtendedMatrix Congruence(ExtendedMatrix factor)
    {
        var product = new ExtendedMatrix(Dimension);
        var result = new ExtendedMatrix(Dimension);
        Parallel.For(0, Dimension, row =>
        {
            for (int column = 0; column < Dimension; column++)
            {
                product[row, column] = DotOfRows(factor, row, this, column);
            }

            for (int column = 0; column < Dimension; column++)
            {
                result[row, column] = DotOfRows(product, row, factor, column);
            }
        });
        return result;
    }

    private static DoubleDouble DotOfRows(ExtendedMatrix left, int row, ExtendedMatrix right, int other) => ExtendedKernels.Dot(
        left.High.AsSpan(row * left.Dimension, left.Dimension),
        left.Low.AsSpan(row * left.Dimension, left.Dimension),
        right.High.AsSpan(other * right.Dimension, right.Dimension),
        right.Low.AsSpan(other * right.Dimension, right.Dimension));
}
