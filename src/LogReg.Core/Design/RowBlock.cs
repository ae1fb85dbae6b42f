using LogReg.Numerics;
using LogReg.Storage;

namespace LogReg.Design;

/// <summary>
/// A fixed number of consecutive rows of the design matrix, few enough that all that is computed from them stays in the cache: the unit of
/// work of every pass over the data.
/// </summary>
internal sealed class RowBlock
{
    private readonly ColumnGroup[] _groups;
    private readonly DenseGroup? _onlyDense;
    private readonly RowRange _rows;
    private readonly long _mappedBytes;

    /// <param name="groups">The columns.</param>
    /// <param name="rows">The rows of the chunk that are the block's.</param>
    /// <param name="firstRow">The position of the first of them in the design matrix.</param>
    /// <param name="mappedBytesPerRow">How many bytes of mapped memory a row takes.</param>
    public RowBlock(ColumnGroup[] groups, RowRange rows, int firstRow, int mappedBytesPerRow = 0)
    {
        _mappedBytes = (long)mappedBytesPerRow * rows.Count;
        _groups = groups;
        _onlyDense = groups is [DenseGroup dense] ? dense : null;
        _rows = rows;
        FirstRow = firstRow;
    }

    /// <summary>The largest number of rows in a block.</summary>
    public const int Capacity = 2048;

    // A block is read twice in a pass, by Xβ and by Xᵀr: the second time from a second-level cache, if it is no larger than this.
    private const int MostBytes = 1 << 20;

    // The kernels of XᵀWX take strips of so many rows.
    private const int FewestRows = 256;

    /// <summary>How many rows a block of many columns has, so that it stays in the cache: a power of two, 256 to
    /// <see cref="Capacity"/>.</summary>
    /// <param name="valuesPerRow">How many numbers and codes a row has.</param>
    public static int RowsFor(int valuesPerRow)
    {
        int rows = Capacity;
        while (rows > FewestRows && (long)rows * valuesPerRow * sizeof(double) > MostBytes)
        {
            rows /= 2;
        }

        return rows;
    }

    /// <summary>Whether all columns are dense.</summary>
    public bool IsDense => _onlyDense is not null;

    /// <summary>The position of the block's first row in the design matrix, and so in the target, weights and offsets.</summary>
    public int FirstRow { get; }

    /// <summary>The number of rows in the block, at most <see cref="Capacity"/>.</summary>
    public int RowCount => _rows.Count;

    /// <summary>η += X·β for the block's rows.</summary>
    public void AddProduct(ReadOnlySpan<double> coefficients, Span<double> logOdds)
    {
        ResidentGuard.Touch(_mappedBytes);
        foreach (ColumnGroup group in _groups)
        {
            group.AddProduct(_rows, coefficients, logOdds);
        }
    }

    /// <summary>s_i += Σ_j |x_ij·β_j| for the block's rows; see <see cref="ColumnGroup.AddSizes"/>.</summary>
    public void AddSizes(ReadOnlySpan<double> coefficients, Span<double> sizes)
    {
        ResidentGuard.Touch(_mappedBytes);
        foreach (ColumnGroup group in _groups)
        {
            group.AddSizes(_rows, coefficients, sizes);
        }
    }

    /// <summary>g += Xᵀ·r for the block's rows.</summary>
    public void AddTransposedProduct(ReadOnlySpan<double> residual, Span<double> gradient)
    {
        ResidentGuard.Touch(_mappedBytes);
        foreach (ColumnGroup group in _groups)
        {
            group.AddTransposedProduct(_rows, residual, gradient);
        }
    }

    /// <summary>d_j += Σ s_i·x_ij² for the block's rows; see <see cref="ColumnGroup.AddSquares"/>.</summary>
    public void AddSquares(ReadOnlySpan<double> weight, Span<double> diagonal)
    {
        ResidentGuard.Touch(_mappedBytes);
        foreach (ColumnGroup group in _groups)
        {
            group.AddSquares(_rows, weight, diagonal);
        }
    }

    /// <summary>H += Xᵀ·diag(s)·X for the block's rows, the lower triangle; see <see cref="ColumnGroup.AddGram"/>.</summary>
    public void AddGram(ReadOnlySpan<double> weight, HessianView hessian)
    {
        ResidentGuard.Touch(_mappedBytes);
        for (int later = 0; later < _groups.Length; later++)
        {
            _groups[later].AddGram(_rows, weight, hessian);
            for (int earlier = 0; earlier < later; earlier++)
            {
                _groups[later].AddCrossGram(_rows, weight, _groups[earlier], hessian);
            }
        }
    }

    /// <summary>H += Xᵀ·diag(s)·X for the block's rows, only the rows of H from a column on; where all columns are dense.</summary>
    /// <param name="weight">s, n values.</param>
    /// <param name="fromColumn">The first column whose row of H is wanted.</param>
    /// <param name="hessian">The rows wanted, one after the other, each as long as there are columns; the lower triangle of H is added
    /// to.</param>
    public void AddGramRows(ReadOnlySpan<double> weight, int fromColumn, Span<double> hessian)
    {
        ResidentGuard.Touch(_mappedBytes);
        _onlyDense!.AddGramRows(_rows, weight, fromColumn, hessian);
    }

    /// <summary>Adds the block's rows to the Hessian of several classes, all pairs of equations at once; where all columns are dense. See
    /// <see cref="SoftmaxKernels.AddHessian"/>.</summary>
    /// <param name="weights">w, n values, or empty when all are 1.</param>
    /// <param name="probabilities">μ, for each equation n values at a distance of <see cref="Capacity"/>.</param>
    /// <param name="equationCount">The number of equations.</param>
    /// <param name="scratch"><see cref="SoftmaxKernels.HessianScratch"/> values of any value.</param>
    /// <param name="hessian">H of all equations; the lower triangle of each block of two equations is added to.</param>
    public void AddSoftmaxHessian(
        ReadOnlySpan<double> weights, ReadOnlySpan<double> probabilities, int equationCount, Span<double> scratch, Span<double> hessian)
    {
        ResidentGuard.Touch(_mappedBytes);
        SoftmaxKernels.AddHessian(
            _onlyDense!.Columns, _rows.Start, weights, probabilities, Capacity, equationCount, RowCount, scratch, hessian);
    }

    /// <summary>q_i += x_iᵀ·C·x_i for the block's rows, with a symmetric C: for the inverse information, the variance of each row's
    /// log-odds.</summary>
    /// <param name="matrix">C, d × d, row-major, both triangles.</param>
    /// <param name="values">q, a value for each row.</param>
    public void AddQuadraticForm(ReadOnlySpan<double> matrix, Span<double> values)
    {
        ResidentGuard.Touch(_mappedBytes);
        for (int later = 0; later < _groups.Length; later++)
        {
            for (int earlier = 0; earlier < later; earlier++)
            {
                _groups[later].AddCrossForm(_rows, matrix, _groups[earlier], values);
            }

            _groups[later].AddQuadraticForm(_rows, matrix, values);
        }
    }

    /// <summary>Adds r_i·x_i to the sums of row i's cluster, for the block's rows; see
    /// <see cref="ColumnGroup.AddClusteredProduct"/>.</summary>
    public void AddClusteredProduct(ReadOnlySpan<double> residual, ReadOnlySpan<int> clusters, ReadOnlySpan<double[]> sums)
    {
        ResidentGuard.Touch(_mappedBytes);
        foreach (ColumnGroup group in _groups)
        {
            group.AddClusteredProduct(_rows, residual, clusters, sums);
        }
    }
}
