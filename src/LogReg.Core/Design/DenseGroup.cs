using System.Buffers;
using System.Numerics.Tensors;
using LogReg.Numerics;
using LogReg.Storage;

namespace LogReg.Design;

/// <summary>Numeric columns, each contiguous. The intercept is one of them: a shared column of ones.</summary>
internal sealed class DenseGroup : ColumnGroup
{
    // Of all columns that are sent together.
    private const int ValuesAtOnce = 1 << 23;

    private readonly ColumnValues<double>[] _columns;

    /// <param name="firstColumn">The position of the first column in the design matrix.</param>
    /// <param name="columns">The values of each column, at least as long as the chunk has rows.</param>
    public DenseGroup(int firstColumn, ColumnValues<double>[] columns)
        : base(firstColumn, columns.Length, columns.Length, columns.Sum(column => column.MappedBytes))
    {
        _columns = columns;
    }

    /// <summary>The columns, for kernels that take all columns of a block at once.</summary>
    public ReadOnlySpan<ColumnValues<double>> Columns => _columns;

    public override ColumnEntries Column(int column, RowRange rows) =>
        ColumnEntries.OfEveryRow(_columns[column].AsSpan(rows.Start, rows.Count));

    public override ColumnGroup Select(IReadOnlyList<int> columns, int firstColumn) =>
        new DenseGroup(firstColumn, [.. columns.Select(column => _columns[column])]);

    public override ColumnGroup Gather(IReadOnlyList<ColumnGroup> parts, ReadOnlySpan<ChunkRow> rows)
    {
        var gathered = new ColumnValues<double>[ColumnCount];
        var sources = new ColumnValues<double>[parts.Count];
        for (int column = 0; column < gathered.Length; column++)
        {
            for (int part = 0; part < sources.Length; part++)
            {
                sources[part] = ((DenseGroup)parts[part])._columns[column];
            }

            double[] own = GC.AllocateUninitializedArray<double>(rows.Length);
            gathered[column] = own;
            for (int row = 0; row < own.Length; row++)
            {
                own[row] = sources[rows[row].Chunk].AsSpan()[rows[row].Row];
            }
        }

        return new DenseGroup(FirstColumn, gathered);
    }

    // Columns are sent together: a message takes a while, whatever is in it.
    public override ColumnGroup Complete(GatheredRows rows)
    {
        var all = new ColumnValues<double>[ColumnCount];
        int columnsAtOnce = Math.Max(1, ValuesAtOnce / Math.Max(1, rows.Count));
        for (int first = 0; first < ColumnCount; first += columnsAtOnce)
        {
            int count = Math.Min(columnsAtOnce, ColumnCount - first);
            Array.ConvertAll(rows.CompleteColumns(_columns.AsSpan(first, count)), column => (ColumnValues<double>)column)
                .CopyTo(all, first);
        }

        return new DenseGroup(FirstColumn, all);
    }

    // Four columns in a sweep.
    public override void AddProduct(RowRange rows, ReadOnlySpan<double> coefficients, Span<double> logOdds) =>
        DenseKernels.AddProduct(_columns, rows.Start, coefficients.Slice(FirstColumn, ColumnCount), logOdds);

    public override void AddTransposedProduct(RowRange rows, ReadOnlySpan<double> residual, Span<double> gradient) =>
        DenseKernels.AddTransposedProduct(_columns, rows.Start, residual, gradient.Slice(FirstColumn, ColumnCount));

    // The single rows alone.
    public override void AddProduct(ReadOnlySpan<int> rows, ReadOnlySpan<double> coefficients, Span<double> logOdds)
    {
        (int first, int count) = (rows[0], rows[^1] + 1 - rows[0]);
        for (int column = 0; column < ColumnCount; column++)
        {
            ReadOnlySpan<double> values = _columns[column].AsSpan(first, count);
            double coefficient = coefficients[FirstColumn + column];
            for (int index = 0; index < rows.Length; index++)
            {
                logOdds[index] += values[rows[index] - first] * coefficient;
            }
        }
    }

    public override void AddTransposedProduct(ReadOnlySpan<int> rows, ReadOnlySpan<double> residual, Span<double> gradient)
    {
        (int first, int count) = (rows[0], rows[^1] + 1 - rows[0]);
        for (int column = 0; column < ColumnCount; column++)
        {
            gradient[FirstColumn + column] += SparseKernels.Dot(rows, first, residual, _columns[column].AsSpan(first, count));
        }
    }

    // Tiles of several columns each way, and several threads.
    public override void AddGram(RowRange rows, ReadOnlySpan<double> weight, HessianView hessian)
    {
        int place = hessian.IndexOf(FirstColumn, FirstColumn);
        if (hessian.Threads == 1)
        {
            DenseKernels.AddWeightedGram(_columns, rows.Start, weight, hessian.Values.AsSpan(place), hessian.Stride);
            return;
        }

        double[] weights = weight.ToArray();
        Parallel.For(0, hessian.Threads, share => DenseKernels.AddWeightedGram(
            _columns, rows.Start, weights, hessian.Values.AsSpan(place), hessian.Stride, share, hessian.Threads));
    }

    // Four columns of a vector.
    public override void AddCrossGram(RowRange rows, ReadOnlySpan<double> weight, RowLevels levels, HessianView hessian)
    {
        Span<double> target = hessian.Values.AsSpan(hessian.IndexOf(levels.FirstColumn, FirstColumn));
        CategoricalKernels.AddNumberSums(levels.Codes, levels.Count, _columns, rows.Start, weight, target, hessian.Stride);
    }

    // For column j the product with the columns before it, twice, and with itself, once: half of the work.
    public override void AddQuadraticForm(RowRange rows, ReadOnlySpan<double> matrix, Span<double> values)
    {
        int stride = StrideOf(matrix);
        double[] product = ArrayPool<double>.Shared.Rent(rows.Count);
        double[] coefficients = ArrayPool<double>.Shared.Rent(ColumnCount);
        Span<double> own = product.AsSpan(0, rows.Count);
        for (int column = 0; column < ColumnCount; column++)
        {
            ReadOnlySpan<double> row = matrix.Slice(((FirstColumn + column) * stride) + FirstColumn, column + 1);
            Span<double> doubled = coefficients.AsSpan(0, column + 1);
            TensorPrimitives.Add(row, row, doubled);
            doubled[column] = row[column];
            own.Clear();
            DenseKernels.AddProduct(Columns[..(column + 1)], rows.Start, doubled, own);
            TensorPrimitives.MultiplyAdd<double>(own, Columns[column].AsSpan(rows.Start, rows.Count), values, values);
        }

        ArrayPool<double>.Shared.Return(product);
        ArrayPool<double>.Shared.Return(coefficients);
    }

    /// <summary>H += Xᵀ·diag(s)·X, only the rows of H from a column on, and of them the lower triangle.</summary>
    /// <param name="rows">The n rows meant.</param>
    /// <param name="weight">s, n values.</param>
    /// <param name="fromColumn">The position in the group of the first column whose row of H is wanted.</param>
    /// <param name="hessian">The rows wanted, one after the other, each as long as the group has columns.</param>
    public void AddGramRows(RowRange rows, ReadOnlySpan<double> weight, int fromColumn, Span<double> hessian)
    {
        ReadOnlySpan<ColumnValues<double>> added = _columns.AsSpan(fromColumn);
        DenseKernels.AddWeightedCross(added, _columns.AsSpan(0, fromColumn), rows.Start, weight, hessian, ColumnCount);
        DenseKernels.AddWeightedGram(added, rows.Start, weight, hessian[fromColumn..], ColumnCount);
    }
}
