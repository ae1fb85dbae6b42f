using LogReg.Numerics;

namespace LogReg.Inference;

/// <summary>The covariance matrix of the estimates, on the original scale, in the order of the coefficients: the intercept, then feature by
/// feature; with several equations, one after the other. Rows and columns of coefficients without an estimate are 0.</summary>
public sealed class CoefficientCovariance
{
    private readonly double[] _lowerTriangle;
    private readonly double[]? _remainders;
    private readonly bool[] _hasEstimate;

    /// <param name="lowerTriangle">Row after row, each up to the diagonal: p(p + 1)/2 numbers. For coefficients without an estimate they
    /// are such that the variances of all linear combinations of coefficients that have one come out right, as from a generalised inverse
    /// of the information.</param>
    /// <param name="hasEstimate">Whether each of the p coefficients has an estimate.</param>
    /// <param name="remainders">What rounding to doubles left out of each number, where columns depend on each other so nearly that the
    /// variance of a difference would have no correct digits without it; otherwise <see langword="null"/>.</param>
    internal CoefficientCovariance(double[] lowerTriangle, bool[] hasEstimate, double[]? remainders = null)
    {
        int dimension = hasEstimate.Length;
        if (lowerTriangle.Length != (long)dimension * (dimension + 1) / 2)
        {
            throw new ArgumentException(
                $"The lower triangle of {dimension} rows has {(long)dimension * (dimension + 1) / 2} numbers, not {lowerTriangle.Length}.");
        }

        _lowerTriangle = lowerTriangle;
        _remainders = remainders;
        _hasEstimate = hasEstimate;
    }

    /// <summary>The number p of coefficients of all equations.</summary>
    public int Dimension => _hasEstimate.Length;

    /// <summary>Gets the covariance of two estimates.</summary>
    /// <param name="row">The index of one of them, 0 to p − 1.</param>
    /// <param name="column">The index of the other.</param>
    /// <exception cref="ArgumentOutOfRangeException">An index is out of range.</exception>
    public double this[int row, int column]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(row);
            ArgumentOutOfRangeException.ThrowIfNegative(column);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(row, Dimension);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(column, Dimension);
            return _hasEstimate[row] && _hasEstimate[column] ? Generalized(row, column) : 0;
        }
    }

    /// <summary>The element of the matrix from which variances of linear combinations follow, those of coefficients without an estimate
    /// included.</summary>
    /// <param name="row">The position of one coefficient, 0 to p − 1.</param>
    /// <param name="column">The index of the other.</param>
    internal double Generalized(int row, int column) => _lowerTriangle[PlaceOf(row, column)];

    /// <summary>Whether the numbers are known to twice the digits of a double.</summary>
    internal bool HasRemainders => _remainders is not null;

    /// <summary>What rounding left out of <see cref="Generalized"/>; 0 if it is not known.</summary>
    /// <param name="row">The index of one coefficient, 0 to p − 1.</param>
    /// <param name="column">The index of the other.</param>
    internal double Remainder(int row, int column) => _remainders is null ? 0 : _remainders[PlaceOf(row, column)];

    /// <summary>The same element with its remainder.</summary>
    /// <param name="row">The index of one coefficient, 0 to p − 1.</param>
    /// <param name="column">The index of the other.</param>
    internal DoubleDouble Extended(int row, int column) => new(Generalized(row, column), Remainder(row, column));

    private static int PlaceOf(int row, int column)
    {
        int high = Math.Max(row, column);
        return (high * (high + 1) / 2) + Math.Min(row, column);
    }
}
