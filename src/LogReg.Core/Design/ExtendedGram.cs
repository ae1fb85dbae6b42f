using System.Runtime.InteropServices;
using LogReg.Collectives;
using LogReg.Numerics;

namespace LogReg.Design;

/// <summary>
/// Products with the columns of the parameters in <see cref="DoubleDouble"/> arithmetic, for columns that are nearly dependent. Each sum
/// runs over the rows in their order; threads share the columns, so that the bits do not depend on their number.
/// </summary>
internal sealed class ExtendedGram
{
    // More parts of a matrix keep more of the processes at work that share the rows, but each costs a look at them.
    private const int PartsPerProcess = 4;

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
        double[] result = new double[_design.Parts.Count];
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
        return result;
    }

    /// <summary>Xᵀr over the parameters.</summary>
    /// <param name="residuals">r, n values.</param>
    public DoubleDouble[] TransposedProduct(double[] residuals)
    {
        var result = new DoubleDouble[_design.ParameterCount];
        double[] parts = new double[2 * result.Length];
        _design.Parts.InTurn([parts], () =>
        {
            MemoryMarshal.Cast<double, DoubleDouble>(parts).CopyTo(result);
            AddTransposedProduct(residuals, result);
            MemoryMarshal.Cast<DoubleDouble, double>(result).CopyTo(parts);
        });
        MemoryMarshal.Cast<double, DoubleDouble>(parts).CopyTo(result);
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
        var block = new ExtendedGramBlock(_design.Chunks[0], _parameterOf, target, firstRow, firstColumn);
        int[] all = [.. Enumerable.Range(0, block.ShareCount)];
        void AddOwn(int[] some)
        {
            var options = new ParallelOptions { MaxDegreeOfParallelism = _threads, CancellationToken = cancellationToken };
            foreach ((DesignChunk chunk, int first) in _design.OwnChunks)
            {
                var sums = new ExtendedGramSums(block, chunk, weights.AsMemory(first, chunk.RowCount));
                Parallel.For(0, some.Length, options, place => sums.AddShare(some[place]));
            }
        }

        if (_design.Shares is RowShares shares)
        {
            int partCount = Math.Clamp(all.Length, 1, PartsPerProcess * shares.Collective.Size);
            shares.Chain(new ChainedGram(block, [.. all.GroupBy(share => share % partCount).Select(part => part.ToArray())], AddOwn));
        }
        else
        {
            AddOwn(all);
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

    /// <summary>The sums of shares of the work, handed from process to process.</summary>
    private sealed class ChainedGram(ExtendedGramBlock block, int[][] parts, Action<int[]> addOwn) : IChainedSums
    {
        public int PartCount => parts.Length;

        public int LengthOf(int part) => checked(2 * parts[part].Sum(block.CountOf));

        public void AddOwn(int part) => addOwn(parts[part]);

        public double[] Read(int part)
        {
            double[] values = new double[LengthOf(part)];
            int next = 0;
            foreach ((int row, int column) in parts[part].SelectMany(block.ElementsOf))
            {
                (values[next], values[next + 1]) = block[row, column];
                next += 2;
            }

            return values;
        }

        public void Write(int part, ReadOnlySpan<double> values)
        {
            foreach ((int row, int column) in parts[part].SelectMany(block.ElementsOf))
            {
                block[row, column] = new DoubleDouble(values[0], values[1]);
                values = values[2..];
            }
        }
    }
}
