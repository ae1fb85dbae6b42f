using System.Runtime.CompilerServices;

namespace LogReg.Numerics;

/// <summary>
/// A = L·Lᵀ for a symmetric positive semi-definite matrix; columns that depend linearly on earlier ones are found and left out.
/// </summary>
/// <remarks>
/// Left-looking by blocks of columns (G. H. Golub and C. F. Van Loan, <i>Matrix Computations</i>, 4th ed., 4.2.6), on rows, which are
/// contiguous. A column is taken as dependent when its pivot, the part of its diagonal element that earlier columns do not explain, is
/// at most the tolerance times that element; its row and column of L are then zero and its element of a solution is 0.
/// </remarks>
internal sealed class CholeskyFactorization
{
    private const int BlockColumns = 24;

    private readonly double[] _factor;
    private readonly bool[] _isDependent;

    /// <summary>Factors a matrix.</summary>
    /// <param name="lowerTriangle">
    /// A: d·d numbers, row after row; elements above the diagonal are not looked at, and the array is not changed.
    /// </param>
    /// <param name="dimension">d, 0 or more.</param>
    /// <param name="tolerance">The relative pivot below which a column is dependent: from 0 to below 1.</param>
    /// <exception cref="ArgumentException">The array has not d·d elements.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The dimension or the tolerance is out of range.</exception>
    internal CholeskyFactorization(double[] lowerTriangle, int dimension, double tolerance)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(dimension);
        if (!(tolerance >= 0 && tolerance < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(tolerance), tolerance, "The tolerance must be from 0 to below 1.");
        }

        if (lowerTriangle.Length != (long)dimension * dimension)
        {
            throw new ArgumentException(
                $"A matrix of {dimension} rows has {(long)dimension * dimension} elements, not {lowerTriangle.Length}.",
                nameof(lowerTriangle));
        }

        Dimension = dimension;
        _isDependent = new bool[dimension];
        _factor = lowerTriangle.AsSpan().ToArray();
        var dependent = new List<int>();
        for (var block = 0; block < dimension; block += BlockColumns)
        {
            var end = Math.Min(block + BlockColumns, dimension);
            SubtractEarlierColumns(block, end);
            FactorDiagonalBlock(block, end, lowerTriangle, tolerance, dependent);
            SolveRowsBelow(block, end);
        }

        DependentColumns = dependent;
    }

    /// <summary>d, the number of rows and columns.</summary>
    internal int Dimension { get; }

    /// <summary>The columns that depend linearly on earlier ones, ascending; empty for a positive definite matrix.</summary>
    internal IReadOnlyList<int> DependentColumns { get; }

    /// <summary>The smallest pivot of an independent column beside its diagonal element: about the square of the digits that are left, 1
    /// for columns that have nothing to do with each other.</summary>
    internal double SmallestPivotShare { get; private set; } = 1;

    /// <summary>Solves A·x = b over the independent columns; x is 0 for the others.</summary>
    /// <param name="b">d numbers.</param>
    /// <param name="x">d numbers out; it may be <paramref name="b"/> itself.</param>
    /// <exception cref="ArgumentException">A span has not d elements.</exception>
    internal void Solve(ReadOnlySpan<double> b, Span<double> x)
    {
        if (b.Length != Dimension || x.Length != Dimension)
        {
            throw new ArgumentException($"The matrix has {Dimension} rows, b {b.Length} and x {x.Length} elements.", nameof(b));
        }

        SolveLower(b, x);
        for (var i = x.Length - 1; i >= 0; i--)
        {
            if (!_isDependent[i])
            {
                x[i] /= Diagonal(i);
                DenseKernels.AddScaled(Row(i, 0, i), -x[i], x[..i]);
            }
        }
    }

    /// <summary>Solves L·x = b over the independent columns; x is 0 for the others.</summary>
    /// <param name="b">d numbers.</param>
    /// <param name="x">d numbers out; it may be <paramref name="b"/> itself.</param>
    internal void SolveLower(ReadOnlySpan<double> b, Span<double> x)
    {
        for (var i = 0; i < x.Length; i++)
        {
            x[i] = _isDependent[i] ? 0 : (b[i] - DenseKernels.Dot(Row(i, 0, i), x[..i])) / Diagonal(i);
        }
    }

    /// <summary>log det A over the independent columns; 0 where there are none.</summary>
    internal double LogDeterminant()
    {
        var sum = 0.0;
        for (var i = 0; i < Dimension; i++)
        {
            sum += _isDependent[i] ? 0 : ElementaryFunctions.Log(Diagonal(i));
        }

        return 2 * sum;
    }

    /// <summary>A⁻¹ over the independent columns; rows and columns of the others are 0.</summary>
    /// <returns>d·d numbers, row after row, both triangles.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal double[] Inverse()
    {
        // Row i of M = L⁻¹ from the rows above it; then A⁻¹ = MᵀM.
        var inverseFactor = new double[_factor.Length];
        for (var i = 0; i < Dimension; i++)
        {
            if (_isDependent[i])
            {
                continue;
            }

            var row = inverseFactor.AsSpan(Offset(i, 0), i + 1);
            for (var k = 0; k < i; k++)
            {
                var factor = _factor[Offset(i, k)];
                if (factor != 0)
                {
                    DenseKernels.AddScaled(inverseFactor.AsSpan(Offset(k, 0), k + 1), -factor, row[..(k + 1)]);
                }
            }

            row[i] = 1;
            for (var k = 0; k <= i; k++)
            {
                row[k] /= Diagonal(i);
            }
        }

        var inverse = new double[_factor.Length];
        for (var k = 0; k < Dimension; k++)
        {
            var row = inverseFactor.AsSpan(Offset(k, 0), k + 1);
            for (var i = 0; i <= k; i++)
            {
                if (row[i] != 0)
                {
                    DenseKernels.AddScaled(row[..(i + 1)], row[i], inverse.AsSpan(Offset(i, 0), i + 1));
                }
            }
        }

        for (var i = 0; i < Dimension; i++)
        {
            for (var j = 0; j < i; j++)
            {
                inverse[Offset(j, i)] = inverse[Offset(i, j)];
            }
        }

        return inverse;
    }

    /// <summary>A_ij −= Σ_k L_ik·L_jk for the columns j of a block, all rows i from it on and the columns k before it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void SubtractEarlierColumns(int block, int end)
    {
        if (block == 0)
        {
            return;
        }

        Span<double> sums = stackalloc double[DotTile.Rows * DotTile.Columns];
        for (var i = block; i < Dimension; i += DotTile.Rows)
        {
            // A tile with fewer rows or columns repeats its last one and drops what comes of it.
            var last = Math.Min(i + DotTile.Rows, Dimension) - 1;
            for (var j = block; j < end && j <= last; j += DotTile.Columns)
            {
                var lastColumn = Math.Min(j + DotTile.Columns, end) - 1;
                DotTile.Multiply(
                    in Row(i, 0, block)[0],
                    in Row(Math.Min(i + 1, last), 0, block)[0],
                    in Row(Math.Min(i + 2, last), 0, block)[0],
                    in Row(Math.Min(i + 3, last), 0, block)[0],
                    in Row(j, 0, block)[0],
                    in Row(Math.Min(j + 1, lastColumn), 0, block)[0],
                    in Row(Math.Min(j + 2, lastColumn), 0, block)[0],
                    block,
                    sums);
                for (var row = i; row <= last; row++)
                {
                    var target = Row(row, j, lastColumn + 1);
                    for (var column = 0; column < target.Length; column++)
                    {
                        target[column] -= sums[((row - i) * DotTile.Columns) + column];
                    }
                }
            }
        }
    }

    private void FactorDiagonalBlock(int block, int end, double[] original, double tolerance, List<int> dependent)
    {
        for (var i = block; i < end; i++)
        {
            SolveRow(i, block, i);
            ref var diagonal = ref _factor[Offset(i, i)];
            var done = Row(i, block, i);
            var pivot = diagonal - DenseKernels.Dot(done, done);

            // Not "pivot <= …": a NaN must not pass.
            if (pivot > tolerance * original[Offset(i, i)] && double.IsFinite(pivot))
            {
                diagonal = Math.Sqrt(pivot);
                SmallestPivotShare = Math.Min(SmallestPivotShare, pivot / original[Offset(i, i)]);
            }
            else
            {
                diagonal = 0;
                Row(i, 0, i).Clear();
                _isDependent[i] = true;
                dependent.Add(i);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void SolveRowsBelow(int block, int end)
    {
        for (var i = end; i < Dimension; i++)
        {
            SolveRow(i, block, end);
        }
    }

    /// <summary>L_ij for the columns j of a block, the columns before the block being subtracted already.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void SolveRow(int i, int block, int end)
    {
        var row = Row(i, block, end);
        for (var j = 0; j < row.Length; j++)
        {
            var earlier = Row(block + j, block, block + j);
            var sum = row[j];
            for (var k = 0; k < earlier.Length; k++)
            {
                sum -= row[k] * earlier[k];
            }

            row[j] = _isDependent[block + j] ? 0 : sum / Diagonal(block + j);
        }
    }

    private double Diagonal(int i) => _factor[Offset(i, i)];

    private Span<double> Row(int i, int from, int to) => _factor.AsSpan(Offset(i, from), to - from);

    private int Offset(int i, int j) => (i * Dimension) + j;
}
