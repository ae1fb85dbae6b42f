using System.Buffers;
using System.Numerics.Tensors;
using LogReg.Numerics;
using LogReg.Storage;

namespace LogReg.Design;

/// <summary>Numeric columns, each contiguous. The intercept is one of them: a shared column of ones.</summary>
internal sealed class DenseGroup : ColumnGroup
{
    private readonly ColumnValues<double>[] _columns;

    /// <param name="firstColumn">The position of the first column in the design matrix.</param>
    /// <param name="columns">The values of each column, at least as long as the chunk has rows.</param>
    public DenseGroup(int firstColumn, ColumnValues<double>[] columns)
        : base(firstColumn, columns.Length)
    {
        _columns = columns;
    }

    /// <summary>The columns; used by groups that take cross products with this one.</summary>
    public ReadOnlySpan<ColumnValues<double>> Columns => _columns;

    public override int MappedBytesPerRow => _columns.Sum(column => column.MappedBytes);

    public override ColumnGroup MoveTo(int firstColumn) => new DenseGroup(firstColumn, _columns);

    public override void AddProduct(RowRange rows, ReadOnlySpan<double> coefficients, Span<double> logOdds) =>
        DenseKernels.AddProduct(_columns, rows.Start, coefficients.Slice(FirstColumn, ColumnCount), logOdds);

    public override void AddSizes(RowRange rows, ReadOnlySpan<double> coefficients, Span<double> sizes)
    {
        for (int column = 0; column < ColumnCount; column++)
        {
            double coefficient = coefficients[FirstColumn + column];
            ReadOnlySpan<double> values = _columns[column].AsSpan(rows.Start, rows.Count);
            for (int row = 0; row < values.Length && coefficient != 0; row++)
            {
                sizes[row] += Math.Abs(coefficient * values[row]);
            }
        }
    }

    public override void AddTransposedProduct(RowRange rows, ReadOnlySpan<double> residual, Span<double> gradient) =>
        DenseKernels.AddTransposedProduct(_columns, rows.Start, residual, gradient.Slice(FirstColumn, ColumnCount));

    public override void AddSquares(RowRange rows, ReadOnlySpan<double> weight, Span<double> diagonal)
    {
        for (int column = 0; column < ColumnCount; column++)
        {
            diagonal[FirstColumn + column] += ColumnKernels.WeightedSquares(_columns[column].AsSpan(rows.Start, rows.Count), weight);
        }
    }

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

    public override void AddCrossGram(RowRange rows, ReadOnlySpan<double> weight, ColumnGroup earlier, HessianView hessian)
    {
        if (earlier is not DenseGroup dense)
        {
            throw new NotSupportedException($"Dense columns stand before those of a {earlier.GetType().Name}.");
        }

        Span<double> target = hessian.Values.AsSpan(hessian.IndexOf(FirstColumn, dense.FirstColumn));
        DenseKernels.AddWeightedCross(_columns, dense._columns, rows.Start, weight, target, hessian.Stride);
    }

    // For column j the product with the columns before it, twice, and with itself, once. The dense group is the first of a chunk.
    public override void AddQuadraticForm(RowRange rows, ReadOnlySpan<double> matrix, ReadOnlySpan<ColumnGroup> groups, Span<double> values)
    {
        int stride = (int)Math.Sqrt(matrix.Length);
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

    public override ColumnGroup Select(IReadOnlyList<int> columns, int firstColumn) => new DenseGroup(firstColumn, [.. columns.Select(column => _columns[column])]);

    public override double ColumnProduct(int column, ReadOnlySpan<double> values) => DenseKernels.Dot(_columns[column].AsSpan()[..values.Length], values);

    public override void AddColumn(int column, double factor, Span<double> values) =>
        DenseKernels.AddScaled(_columns[column].AsSpan()[..values.Length], factor, values);

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

    public override void AddClusteredProduct(RowRange rows, ReadOnlySpan<double> residual, ReadOnlySpan<int> clusters, ReadOnlySpan<double[]> sums)
    {
        for (int column = 0; column < ColumnCount; column++)
        {
            ReadOnlySpan<double> values = _columns[column].AsSpan(rows.Start, rows.Count);
            double[] own = sums[FirstColumn + column];
            for (int row = 0; row < values.Length; row++)
            {
                int cluster = clusters[row];
                if ((uint)cluster < (uint)own.Length)
                {
                    own[cluster] += residual[row] * values[row];
                }
            }
        }
    }

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
}
