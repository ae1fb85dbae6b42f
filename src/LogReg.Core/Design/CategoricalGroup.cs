using LogReg.Numerics;
using LogReg.Storage;

namespace LogReg.Design;

/// <summary>
/// The K indicator columns of a categorical feature, kept as one integer code a row and never expanded: X·β is a look-up,
/// Xᵀ·r a scatter-add, XᵀWX a table of sums.
/// </summary>
internal sealed class CategoricalGroup : ColumnGroup
{
    private readonly ColumnValues<int> _codes;

    // The rows of each level, for those who ask for one column at a time: row numbers by level, and where each level's begin.
    private int[]? _rowsByLevel;
    private int[] _levelStarts = [];

    /// <param name="firstColumn">The position of the first level's column in the design matrix.</param>
    /// <param name="levelCount">K, how many levels there are.</param>
    /// <param name="codes">The level of each row of the chunk, 0 to K − 1.</param>
    public CategoricalGroup(int firstColumn, int levelCount, ColumnValues<int> codes)
        : base(firstColumn, levelCount)
    {
        _codes = codes;
    }

    public override int MappedBytesPerRow => _codes.MappedBytes;

    public override ColumnGroup MoveTo(int firstColumn) => new CategoricalGroup(firstColumn, ColumnCount, _codes);

    public override void AddProduct(RowRange rows, ReadOnlySpan<double> coefficients, Span<double> logOdds) =>
        CategoricalKernels.AddProduct(Codes(rows), coefficients.Slice(FirstColumn, ColumnCount), logOdds);

    public override void AddSizes(RowRange rows, ReadOnlySpan<double> coefficients, Span<double> sizes)
    {
        ReadOnlySpan<int> codes = Codes(rows);
        for (int row = 0; row < codes.Length; row++)
        {
            sizes[row] += Math.Abs(coefficients[FirstColumn + codes[row]]);
        }
    }

    public override void AddTransposedProduct(RowRange rows, ReadOnlySpan<double> residual, Span<double> gradient) =>
        CategoricalKernels.AddLevelSums(Codes(rows), ColumnCount, residual, gradient.Slice(FirstColumn, ColumnCount), step: 1);

    // The square of an indicator is the indicator.
    public override void AddSquares(RowRange rows, ReadOnlySpan<double> weight, Span<double> diagonal) => AddTransposedProduct(rows, weight, diagonal);

    // Two levels never meet in a row: the block is diagonal.
    public override void AddGram(RowRange rows, ReadOnlySpan<double> weight, HessianView hessian) =>
        CategoricalKernels.AddLevelSums(
            Codes(rows), ColumnCount, weight, hessian.Values.AsSpan(hessian.IndexOf(FirstColumn, FirstColumn)), hessian.Stride + 1);

    public override void AddCrossGram(RowRange rows, ReadOnlySpan<double> weight, ColumnGroup earlier, HessianView hessian)
    {
        Span<double> target = hessian.Values.AsSpan(hessian.IndexOf(FirstColumn, earlier.FirstColumn));
        switch (earlier)
        {
            case DenseGroup dense:
                CategoricalKernels.AddNumberSums(Codes(rows), ColumnCount, dense.Columns, rows.Start, weight, target, hessian.Stride);
                break;
            case CategoricalGroup categorical:
                CategoricalKernels.AddPairSums(
                    Codes(rows), ColumnCount, categorical.Codes(rows), categorical.ColumnCount, weight, target, hessian.Stride);
                break;
            default:
                throw new NotSupportedException($"A categorical group has no cross product with {earlier.GetType().Name}.");
        }
    }

    public override void AddQuadraticForm(RowRange rows, ReadOnlySpan<double> matrix, ReadOnlySpan<ColumnGroup> groups, Span<double> values)
    {
        int stride = (int)Math.Sqrt(matrix.Length);
        ReadOnlySpan<int> codes = Codes(rows);
        foreach (ColumnGroup group in groups)
        {
            if (group == this)
            {
                for (int row = 0; row < codes.Length; row++)
                {
                    values[row] += matrix[(FirstColumn + codes[row]) * (stride + 1)];
                }

                return;
            }

            if (group is CategoricalGroup categorical)
            {
                ReadOnlySpan<int> earlierCodes = categorical.Codes(rows);
                for (int row = 0; row < codes.Length; row++)
                {
                    values[row] += 2 * matrix[((FirstColumn + codes[row]) * stride) + categorical.FirstColumn + earlierCodes[row]];
                }

                continue;
            }

            var dense = (DenseGroup)group;
            for (int column = 0; column < dense.ColumnCount; column++)
            {
                // By symmetry the levels' entries stand side by side in the dense column's row.
                ReadOnlySpan<double> numbers = dense.Columns[column].AsSpan(rows.Start, rows.Count);
                ReadOnlySpan<double> entries = matrix.Slice(((dense.FirstColumn + column) * stride) + FirstColumn, ColumnCount);
                for (int row = 0; row < codes.Length; row++)
                {
                    values[row] += 2 * entries[codes[row]] * numbers[row];
                }
            }
        }
    }

    /// <summary>The level of each row of a range.</summary>
    public ReadOnlySpan<int> Codes(RowRange rows) => _codes.AsSpan(rows.Start, rows.Count);

    public override ColumnGroup Select(IReadOnlyList<int> columns, int firstColumn)
    {
        if (columns.Count == ColumnCount)
        {
            return new CategoricalGroup(firstColumn, ColumnCount, _codes);
        }

        int[] places = new int[ColumnCount];
        Array.Fill(places, columns.Count);
        for (int place = 0; place < columns.Count; place++)
        {
            places[columns[place]] = place;
        }

        return new CategoricalGroup(firstColumn, columns.Count + 1, Array.ConvertAll(_codes.AsSpan().ToArray(), code => places[code]));
    }

    public override double ColumnProduct(int column, ReadOnlySpan<double> values)
    {
        double sum = 0;
        foreach (int row in RowsOf(column, values.Length))
        {
            sum += values[row];
        }

        return sum;
    }

    public override void AddColumn(int column, double factor, Span<double> values)
    {
        foreach (int row in RowsOf(column, values.Length))
        {
            values[row] += factor;
        }
    }

    private ReadOnlySpan<int> RowsOf(int level, int rowCount)
    {
        // Two threads may both make the index: they make the same.
        if (_rowsByLevel is null)
        {
            int[] starts = new int[ColumnCount + 1];
            ReadOnlySpan<int> codes = _codes.AsSpan(0, rowCount);
            foreach (int code in codes)
            {
                starts[code + 1]++;
            }

            for (int code = 0; code < ColumnCount; code++)
            {
                starts[code + 1] += starts[code];
            }

            int[] rows = new int[rowCount];
            int[] next = [.. starts];
            for (int row = 0; row < rowCount; row++)
            {
                rows[next[codes[row]]++] = row;
            }

            _levelStarts = starts;
            _rowsByLevel = rows;
        }

        return _rowsByLevel.AsSpan(_levelStarts[level].._levelStarts[level + 1]);
    }

    public override void AddClusteredProduct(RowRange rows, ReadOnlySpan<double> residual, ReadOnlySpan<int> clusters, ReadOnlySpan<double[]> sums)
    {
        ReadOnlySpan<int> codes = Codes(rows);
        for (int row = 0; row < codes.Length; row++)
        {
            double[] own = sums[FirstColumn + codes[row]];
            if ((uint)clusters[row] < (uint)own.Length)
            {
                own[clusters[row]] += residual[row];
            }
        }
    }

    public override ColumnGroup Gather(IReadOnlyList<ColumnGroup> parts, ReadOnlySpan<ChunkRow> rows)
    {
        int[] gathered = GC.AllocateUninitializedArray<int>(rows.Length);
        for (int row = 0; row < gathered.Length; row++)
        {
            gathered[row] = ((CategoricalGroup)parts[rows[row].Chunk])._codes.AsSpan()[rows[row].Row];
        }

        return new CategoricalGroup(FirstColumn, ColumnCount, gathered);
    }
}
