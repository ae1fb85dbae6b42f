namespace LogReg.Inference;

/// <summary>The covariance matrix of the estimates, on the original scale, in the order of the coefficients: the intercept, then feature by
/// feature; of several equations one after the other. Rows and columns of coefficients without an estimate are 0.</summary>
public sealed class CoefficientCovariance
{
    private readonly double[] _lowerTriangle;

    /// <param name="lowerTriangle">Row after row, each up to the diagonal: p(p + 1)/2 numbers.</param>
    /// <param name="dimension">p.</param>
    internal CoefficientCovariance(double[] lowerTriangle, int dimension)
    {
        if (lowerTriangle.Length != (long)dimension * (dimension + 1) / 2)
        {
            throw new ArgumentException($"The lower triangle of {dimension} rows has {(long)dimension * (dimension + 1) / 2} numbers, not {lowerTriangle.Length}.");
        }

        _lowerTriangle = lowerTriangle;
        Dimension = dimension;
    }

    /// <summary>p, the number of coefficients of all equations.</summary>
    public int Dimension { get; }

    /// <summary>The covariance of two estimates.</summary>
    /// <param name="row">The position of one, 0 to p − 1.</param>
    /// <param name="column">The position of the other.</param>
    /// <exception cref="ArgumentOutOfRangeException">A position is out of range.</exception>
    public double this[int row, int column]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(row);
            ArgumentOutOfRangeException.ThrowIfNegative(column);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(row, Dimension);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(column, Dimension);
            int high = Math.Max(row, column);
            return _lowerTriangle[(high * (high + 1) / 2) + Math.Min(row, column)];
        }
    }

    /// <summary>Row after row, each up to the diagonal.</summary>
    internal ReadOnlySpan<double> LowerTriangle => _lowerTriangle;
}
