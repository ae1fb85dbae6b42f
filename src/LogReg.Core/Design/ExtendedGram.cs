using LogReg.Collectives;
using LogReg.Numerics;

namespace LogReg.Design;

/// <summary>
/// Products with the columns of the parameters in <see cref="DoubleDouble"/> arithmetic, for columns that are nearly dependent. Each sum
/// runs over the rows in their order; threads share the columns, so that the bits do not depend on their number.
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
        Parallel.ForEach(_design.OwnChunks.ToList(), new ParallelOptions { MaxDegreeOfParallelism = _threads }, part =>
        {
            (DesignChunk chunk, int first) = part;
            var sums = new DoubleDouble[chunk.RowCount];
            for (int row = 0; offsets is not null && row < sums.Length; row++)
            {
                sums[row] = offsets[first + row];
            }

            foreach (ColumnGroup group in chunk.Groups)
            {
                DoubleDouble[] own = GroupProduct(group, sums.Length, coefficients, low);
                for (int row = 0; row < sums.Length; row++)
                {
                    sums[row] += own[row];
                }
            }

            for (int row = 0; row < sums.Length; row++)
            {
                result[first + row] = sums[row].ToDouble();
            }
        });
        _design.Complete(result.AsSpan());
        return result;
    }

    /// <summary>Xᵀr over the parameters.</summary>
    /// <param name="residuals">r, n values.</param>
    public DoubleDouble[] TransposedProduct(double[] residuals)
    {
        var result = new DoubleDouble[_design.ParameterCount];
        AddInOrder([result], () => AddTransposedProduct(residuals, result));
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
        AddInOrder([target.High, target.Low], () =>
        {
            foreach ((DesignChunk chunk, int first) in _design.OwnChunks)
            {
                var sums =
                    new ExtendedGramSums(chunk, weights.AsMemory(first, chunk.RowCount), _parameterOf, target, firstRow, firstColumn);
                Parallel.For(0, sums.ShareCount, options, sums.AddShare);
            }
        });
    }

    // Of processes that share the rows each goes on with the sums of the one before.
    private void AddInOrder<T>(T[][] sums, Action addOwn)
        where T : unmanaged
    {
        if (_design.Shares is RowShares shares)
        {
            shares.Chain(sums, addOwn);
        }
        else
        {
            addOwn();
        }
    }

    private void AddTransposedProduct(double[] residuals, DoubleDouble[] result)
    {
        double[] none = new double[residuals.Length];
        foreach ((DesignChunk chunk, int first) in _design.OwnChunks)
        {
            ReadOnlySpan<double> own = residuals.AsSpan(first, chunk.RowCount);
            foreach (ColumnGroup group in chunk.Groups)
            {
                for (int column = 0; column < group.ColumnCount; column++)
                {
                    int parameter = _parameterOf[group.FirstColumn + column];
                    if (parameter >= 0)
                    {
                        AddTransposed(group.Column(column, new RowRange(0, own.Length)), own, none, ref result[parameter]);
                    }
                }
            }
        }
    }

    private static DoubleDouble[] GroupProduct(ColumnGroup group, int rowCount, double[] coefficients, double[] low)
    {
        var sums = new DoubleDouble[rowCount];
        for (int column = 0; column < group.ColumnCount; column++)
        {
            (double high, double rest) = (coefficients[group.FirstColumn + column], low[group.FirstColumn + column]);
            ColumnEntries entries = group.Column(column, new RowRange(0, rowCount));
            for (int entry = 0; entry < entries.Count; entry++)
            {
                double value = entries.ValueOf(entry);
                DoubleDouble product = DoubleDouble.Product(value, high);
                sums[entries.RowOf(entry)] += new DoubleDouble(product.High, product.Low + (value * rest));
            }
        }

        return sums;
    }

    private static void AddTransposed(ColumnEntries entries, ReadOnlySpan<double> residuals, double[] none, ref DoubleDouble sum)
    {
        if (entries.HasEveryRow)
        {
            sum += ExtendedKernels.Dot(residuals, none.AsSpan(0, residuals.Length), entries.Values);
            return;
        }

        for (int entry = 0; entry < entries.Count; entry++)
        {
            sum += DoubleDouble.Product(residuals[entries.RowOf(entry)], entries.ValueOf(entry));
        }
    }
}
