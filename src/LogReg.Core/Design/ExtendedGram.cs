using LogReg.Numerics;

namespace LogReg.Design;

/// <summary>
/// Products with the columns of the parameters in <see cref="DoubleDouble"/> arithmetic, for columns that are nearly dependent. Each sum runs over the rows in their order; threads share the
/// columns, so that the bits do not depend on their number.
/// </summary>
internal sealed class ExtendedGram
{
    private readonly DesignMatrix _design;
    private readonly int _threads;
    private readonly int[] _parameterOf;

    /// <param name="design">X.</param>
    /// <param name="threads">The largest number of threads, at least 1.</param>
    public ExtendedGram(DesignMatrix design, int threads)
    {
        _design = design;
        _threads = threads;
        _parameterOf = new int[design.ColumnCount];
        Array.Fill(_parameterOf, -1);
        for (int parameter = 0; parameter < design.ParameterCount; parameter++)
        {
            _parameterOf[design.ParameterColumns[parameter]] = parameter;
        }
    }

    /// <summary>o + Xβ, each row rounded once.</summary>
    /// <param name="parameters">The high parts of β, p values.</param>
    /// <param name="remainders">Their low parts.</param>
    /// <param name="offsets">o, n values, or <see langword="null"/>.</param>
    public double[] Product(ReadOnlySpan<double> parameters, ReadOnlySpan<double> remainders, double[]? offsets)
    {
        double[] coefficients = new double[_design.ColumnCount];
        double[] low = new double[_design.ColumnCount];
        _design.Expand(parameters, coefficients);
        _design.Expand(remainders, low);
        double[] result = new double[_design.RowCount];
        Parallel.ForEach(ChunksWithFirstRows(), new ParallelOptions { MaxDegreeOfParallelism = _threads }, part =>
        {
            (DesignChunk chunk, int first) = part;
            for (int row = 0; row < chunk.RowCount; row++)
            {
                DoubleDouble sum = offsets is null ? 0 : offsets[first + row];
                foreach (ColumnGroup group in chunk.Groups)
                {
                    sum += group is DenseGroup dense
                        ? RowProduct(dense, row, coefficients, low)
                        : new DoubleDouble(coefficients[CodeColumn(group, row)], low[CodeColumn(group, row)]);
                }

                result[first + row] = sum.ToDouble();
            }
        });
        return result;
    }

    /// <summary>Xᵀr over the parameters.</summary>
    /// <param name="residuals">r, n values.</param>
    public DoubleDouble[] TransposedProduct(double[] residuals)
    {
        var result = new DoubleDouble[_design.ParameterCount];
        double[] none = new double[residuals.Length];
        foreach ((DesignChunk chunk, int first) in ChunksWithFirstRows())
        {
            ReadOnlySpan<double> own = residuals.AsSpan(first, chunk.RowCount);
            foreach (ColumnGroup group in chunk.Groups)
            {
                if (group is DenseGroup dense)
                {
                    for (int column = 0; column < dense.ColumnCount; column++)
                    {
                        result[_parameterOf[dense.FirstColumn + column]] += ExtendedKernels.Dot(
                            own, none.AsSpan(0, own.Length), dense.Columns[column].AsSpan(0, own.Length));
                    }

                    continue;
                }

                for (int row = 0; row < own.Length; row++)
                {
                    int parameter = _parameterOf[CodeColumn(group, row)];
                    if (parameter >= 0)
                    {
                        result[parameter] += own[row];
                    }
                }
            }
        }

        return result;
    }

    /// <summary>XᵀWX over the parameters, added to a block of a larger matrix.</summary>
    /// <param name="weights">w, n values.</param>
    /// <param name="target">The matrix.</param>
    /// <param name="firstRow">The block's first row.</param>
    /// <param name="firstColumn">The block's first column.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <exception cref="OperationCanceledException">The operation was cancelled.</exception>
    public void AddTo(double[] weights, ExtendedMatrix target, int firstRow, int firstColumn, CancellationToken cancellationToken)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = _threads, CancellationToken = cancellationToken };
        foreach ((DesignChunk chunk, int first) in ChunksWithFirstRows())
        {
            (ColumnGroup Group, int Column)[] tasks =
            [
                .. chunk.Groups.SelectMany(group => group is DenseGroup
                    ? Enumerable.Range(0, group.ColumnCount).Select(column => (group, column))
                    : [(group, 0)]),
            ];
            Parallel.For(0, tasks.Length, options, index =>
            {
                (ColumnGroup group, int column) = tasks[index];
                var sums = new GramRows(chunk, weights.AsMemory(first, chunk.RowCount), _parameterOf, target, firstRow, firstColumn);
                if (group is DenseGroup dense)
                {
                    sums.AddDenseColumn(dense, column);
                }
                else
                {
                    sums.AddCategories((CategoricalGroup)group);
                }
            });
        }
    }

    private List<(DesignChunk Chunk, int FirstRow)> ChunksWithFirstRows()
    {
        var chunks = new List<(DesignChunk, int)>();
        int first = 0;
        foreach (DesignChunk chunk in _design.Chunks)
        {
            chunks.Add((chunk, first));
            first += chunk.RowCount;
        }

        return chunks;
    }

    private static DoubleDouble RowProduct(DenseGroup dense, int row, double[] coefficients, double[] low)
    {
        DoubleDouble sum = 0;
        for (int column = 0; column < dense.ColumnCount; column++)
        {
            double value = dense.Columns[column].AsSpan()[row];
            DoubleDouble product = DoubleDouble.Product(value, coefficients[dense.FirstColumn + column]);
            sum += new DoubleDouble(product.High, product.Low + (value * low[dense.FirstColumn + column]));
        }

        return sum;
    }

    private static int CodeColumn(ColumnGroup group, int row) => group.FirstColumn + ((CategoricalGroup)group).Codes(new RowRange(row, 1))[0];

    /// <summary>The rows of XᵀWX that belong to one column group, for the rows of one chunk.</summary>
    private readonly record struct GramRows(
        DesignChunk Chunk, ReadOnlyMemory<double> Weights, int[] ParameterOf, ExtendedMatrix Target, int FirstRow, int FirstColumn)
    {
        // A dense column with itself and the dense columns before it; levels take their products with dense columns themselves.
        public void AddDenseColumn(DenseGroup group, int column)
        {
            int count = Chunk.RowCount;
            double[] high = new double[count];
            double[] low = new double[count];
            Weigh(group.Columns[column].AsSpan(0, count), high, low);
            int own = group.FirstColumn + column;
            foreach (ColumnGroup other in Chunk.Groups)
            {
                for (int earlier = 0; other is DenseGroup dense && earlier < dense.ColumnCount && dense.FirstColumn + earlier <= own; earlier++)
                {
                    Add(own, dense.FirstColumn + earlier, ExtendedKernels.Dot(high, low, dense.Columns[earlier].AsSpan(0, count)));
                }
            }
        }

        public void AddCategories(CategoricalGroup group)
        {
            int count = Chunk.RowCount;
            ReadOnlySpan<int> codes = group.Codes(new RowRange(0, count));
            ReadOnlySpan<double> weights = Weights.Span;
            double[] high = new double[count];
            double[] low = new double[count];
            foreach (ColumnGroup other in Chunk.Groups)
            {
                if (other is DenseGroup dense)
                {
                    for (int column = 0; column < dense.ColumnCount; column++)
                    {
                        Weigh(dense.Columns[column].AsSpan(0, count), high, low);
                        for (int row = 0; row < count; row++)
                        {
                            Add(group.FirstColumn + codes[row], dense.FirstColumn + column, new DoubleDouble(high[row], low[row]));
                        }
                    }
                }
                else if (other.FirstColumn <= group.FirstColumn)
                {
                    ReadOnlySpan<int> earlier = ((CategoricalGroup)other).Codes(new RowRange(0, count));
                    for (int row = 0; row < count; row++)
                    {
                        Add(group.FirstColumn + codes[row], other.FirstColumn + earlier[row], weights[row]);
                    }
                }
            }
        }

        private void Weigh(ReadOnlySpan<double> values, double[] high, double[] low)
        {
            ReadOnlySpan<double> weights = Weights.Span;
            for (int row = 0; row < values.Length; row++)
            {
                (high[row], low[row]) = DoubleDouble.Product(weights[row], values[row]);
            }
        }

        // Parameters need not be in the order of the columns; a block of two equations is symmetric, and both its triangles are set.
        private void Add(int column, int other, DoubleDouble value)
        {
            int row = ParameterOf[column];
            int otherRow = ParameterOf[other];
            if (row < 0 || otherRow < 0)
            {
                return;
            }

            Target[FirstRow + row, FirstColumn + otherRow] += value;
            if (row != otherRow)
            {
                Target[FirstRow + otherRow, FirstColumn + row] += value;
            }
        }
    }
}
