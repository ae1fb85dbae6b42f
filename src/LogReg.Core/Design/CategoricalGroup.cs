using LogReg.Numerics;
using LogReg.Storage;

namespace LogReg.Design;

/// <summary>
/// The K indicator columns of a categorical feature, kept as one integer code a row and never expanded: X·β is a look-up, Xᵀ·r a
/// scatter-add, XᵀWX a table of sums.
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
        : base(firstColumn, levelCount, valuesPerRow: 1, codes.MappedBytes)
    {
        _codes = codes;
    }

    /// <summary>The level of each row of a range.</summary>
    public ReadOnlySpan<int> Codes(RowRange rows) => _codes.AsSpan(rows.Start, rows.Count);

    public override ColumnEntries Column(int column, RowRange rows)
    {
        ReadOnlySpan<int> own = RowsOf(column);
        int start = rows.Start == 0 ? 0 : SparseKernels.CountBelow(own, rows.Start);
        int end = rows.Start + rows.Count >= _codes.Length ? own.Length : SparseKernels.CountBelow(own, rows.Start + rows.Count);
        return ColumnEntries.OnesAt(own[start..end], rows.Start);
    }

    public override ColumnGroup Select(IReadOnlyList<int> columns, int firstColumn)
    {
        if (columns.SequenceEqual(Enumerable.Range(0, ColumnCount)))
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

    public override ColumnGroup Gather(IReadOnlyList<ColumnGroup> parts, ReadOnlySpan<ChunkRow> rows)
    {
        int[] gathered = GC.AllocateUninitializedArray<int>(rows.Length);
        for (int row = 0; row < gathered.Length; row++)
        {
            gathered[row] = ((CategoricalGroup)parts[rows[row].Chunk])._codes.AsSpan()[rows[row].Row];
        }

        return new CategoricalGroup(FirstColumn, ColumnCount, gathered);
    }

    public override ColumnGroup Complete(GatheredRows rows) =>
        new CategoricalGroup(FirstColumn, ColumnCount, rows.Complete(_codes.AsSpan()));

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

    public override void AddProduct(ReadOnlySpan<int> rows, ReadOnlySpan<double> coefficients, Span<double> logOdds)
    {
        ReadOnlySpan<int> codes = _codes.AsSpan(0, rows[^1] + 1);
        for (int index = 0; index < rows.Length; index++)
        {
            logOdds[index] += coefficients[FirstColumn + codes[rows[index]]];
        }
    }

    public override void AddTransposedProduct(ReadOnlySpan<int> rows, ReadOnlySpan<double> residual, Span<double> gradient)
    {
        ReadOnlySpan<int> codes = _codes.AsSpan(0, rows[^1] + 1);
        for (int index = 0; index < rows.Length; index++)
        {
            gradient[FirstColumn + codes[rows[index]]] += residual[index];
        }
    }

    // The square of an indicator is the indicator.
    public override void AddSquares(RowRange rows, ReadOnlySpan<double> weight, Span<double> diagonal) =>
        AddTransposedProduct(rows, weight, diagonal);

    // Two levels never meet in a row: the block is diagonal.
    public override void AddGram(RowRange rows, ReadOnlySpan<double> weight, HessianView hessian) =>
        CategoricalKernels.AddLevelSums(
            Codes(rows), ColumnCount, weight, hessian.Values.AsSpan(hessian.IndexOf(FirstColumn, FirstColumn)), hessian.Stride + 1);

    public override void AddCrossGram(RowRange rows, ReadOnlySpan<double> weight, ColumnGroup earlier, HessianView hessian) =>
        earlier.AddCrossGram(rows, weight, Levels(rows), hessian);

    public override void AddCrossGram(RowRange rows, ReadOnlySpan<double> weight, RowLevels levels, HessianView hessian)
    {
        Span<double> target = hessian.Values.AsSpan(hessian.IndexOf(levels.FirstColumn, FirstColumn));
        CategoricalKernels.AddPairSums(levels.Codes, levels.Count, Codes(rows), ColumnCount, weight, target, hessian.Stride);
    }

    public override void AddQuadraticForm(RowRange rows, ReadOnlySpan<double> matrix, Span<double> values)
    {
        int stride = StrideOf(matrix);
        ReadOnlySpan<int> codes = Codes(rows);
        for (int row = 0; row < codes.Length; row++)
        {
            values[row] += matrix[(FirstColumn + codes[row]) * (stride + 1)];
        }
    }

    public override void AddCrossForm(RowRange rows, ReadOnlySpan<double> matrix, ColumnGroup earlier, Span<double> values) =>
        earlier.AddCrossForm(rows, matrix, Levels(rows), values);

    public override void AddCrossForm(RowRange rows, ReadOnlySpan<double> matrix, RowLevels levels, Span<double> values)
    {
        int stride = StrideOf(matrix);
        ReadOnlySpan<int> codes = Codes(rows);
        for (int row = 0; row < codes.Length; row++)
        {
            values[row] += 2 * matrix[((levels.FirstColumn + levels.Codes[row]) * stride) + FirstColumn + codes[row]];
        }
    }

    public override void AddClusteredProduct(
        RowRange rows, ReadOnlySpan<double> residual, ReadOnlySpan<int> clusters, ReadOnlySpan<double[]> sums)
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

    private RowLevels Levels(RowRange rows) => new(Codes(rows), FirstColumn, ColumnCount);

    private ReadOnlySpan<int> RowsOf(int level)
    {
        // Two threads may both make the index: they make the same.
        if (_rowsByLevel is null)
        {
            int[] starts = new int[ColumnCount + 1];
            ReadOnlySpan<int> codes = _codes.AsSpan();
            foreach (int code in codes)
            {
                starts[code + 1]++;
            }

            for (int code = 0; code < ColumnCount; code++)
            {
                starts[code + 1] += starts[code];
            }

            int[] rows = new int[codes.Length];
            int[] next = [.. starts];
            for (int row = 0; row < rows.Length; row++)
            {
                rows[next[codes[row]]++] = row;
            }

            _levelStarts = starts;
            _rowsByLevel = rows;
        }

        return _rowsByLevel.AsSpan(_levelStarts[level].._levelStarts[level + 1]);
    }
}
