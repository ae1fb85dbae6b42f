using System.Buffers;
using System.Numerics.Tensors;
using LogReg.Design;
using LogReg.Objectives;

namespace LogReg.Inference;

/// <summary>
/// The rows z_i = (2y_i − 1)·x_i that a direction has to put on the positive side: all rows of positive weight, or what is left of them
/// when some are set aside. Weights and offsets play no further part in separation.
/// </summary>
internal sealed class SeparationRows
{
    private readonly DesignMatrix _design;
    private readonly int _threads;
    private readonly CancellationToken _cancellationToken;
    private readonly PassPool _pool;
    private readonly double[] _signs;

    /// <param name="data">Two classes.</param>
    /// <param name="threads">How many threads a pass may use, at least 1.</param>
    /// <param name="cancellationToken">Ends a pass early.</param>
    public SeparationRows(ClassificationData data, int threads, CancellationToken cancellationToken)
        : this(data.Design, SignsOf(data), threads, new PassPool(), cancellationToken)
    {
    }

    private SeparationRows(
        DesignMatrix design, double[] signs, int threads, PassPool pool, CancellationToken cancellationToken)
    {
        _design = design;
        _signs = signs;
        _threads = threads;
        _pool = pool;
        _cancellationToken = cancellationToken;
        foreach (double sign in signs)
        {
            ActiveCount += sign != 0 ? 1 : 0;
        }
    }

    /// <summary>n, rows that take no part included.</summary>
    public int Count => _signs.Length;

    /// <summary>How many rows take part.</summary>
    public int ActiveCount { get; }

    /// <summary>p.</summary>
    public int ParameterCount => _design.ParameterCount;

    /// <summary>Whether a row takes part.</summary>
    public bool IsActive(int row) => _signs[row] != 0;

    /// <summary>The rows without some.</summary>
    /// <param name="isSetAside">For each of the n rows whether it is to go.</param>
    public SeparationRows Without(bool[] isSetAside) =>
        new(_design, [.. _signs.Select((sign, row) => isSetAside[row] ? 0 : sign)], _threads, _pool, _cancellationToken);

    /// <summary>Zγ; 0 for rows that take no part.</summary>
    /// <param name="direction">γ, p values.</param>
    /// <returns>n values.</returns>
    public double[] Margins(ReadOnlySpan<double> direction)
    {
        double[] coefficients = new double[_design.ColumnCount];
        _design.Expand(direction, coefficients);
        double[] margins = new double[_signs.Length];
        ForEachBlock((block, _) => AddMargins(block, coefficients, margins.AsSpan(block.FirstRow, block.RowCount)));
        return margins;
    }

    /// <summary>Whether no row that takes part has a margin z_iγ of a bound or more (or NaN).</summary>
    /// <param name="direction">γ, p values.</param>
    /// <param name="bound">The bound, positive.</param>
    public bool AreMarginsBelow(ReadOnlySpan<double> direction, double bound)
    {
        double[] coefficients = new double[_design.ColumnCount];
        _design.Expand(direction, coefficients);
        bool areBelow = true;
        ForEachBlock((block, loop) =>
        {
            double[] buffer = ArrayPool<double>.Shared.Rent(RowBlock.Capacity);
            Span<double> margins = buffer.AsSpan(0, block.RowCount);
            margins.Clear();
            AddMargins(block, coefficients, margins);
            bool ownAreBelow = TensorPrimitives.Max<double>(margins) < bound;
            ArrayPool<double>.Shared.Return(buffer);
            if (!ownAreBelow)
            {
                Volatile.Write(ref areBelow, false);
                loop.Stop();
            }
        });
        return areBelow;
    }

    /// <summary>Zᵀv.</summary>
    /// <param name="values">v, n values.</param>
    /// <returns>p values.</returns>
    public double[] TransposedProduct(double[] values)
    {
        double[] result = new double[_design.ParameterCount];
        PassAccumulator sums = Pass(
            withHessian: false,
            (block, accumulator) =>
            {
                Span<double> signed = Scaled(block, values, squared: false, accumulator);
                block.AddTransposedProduct(signed, accumulator.Gradient);
            });
        ParameterScaling.Gather(sums.Gradient, _design, equationCount: 1, scale: 1, result);
        _pool.Add(sums);
        return result;
    }

    /// <summary>Zᵀ·diag(v)·Z.</summary>
    /// <param name="values">v, n values.</param>
    /// <returns>p × p values, row-major, the lower triangle.</returns>
    public double[] Gram(double[] values)
    {
        int length = _design.ParameterCount;
        double[] result = new double[checked(length * length)];
        PassAccumulator sums = Pass(
            withHessian: true,
            (block, accumulator) =>
            {
                Span<double> weight = Scaled(block, values, squared: true, accumulator);
                block.AddGram(weight, accumulator.SquareFrom());
            });
        ParameterScaling.GatherHessian(sums.Hessian, _design, equationCount: 1, scale: 1, result);
        _pool.Add(sums);
        return result;
    }

    /// <summary>ZᵀZ = XᵀX of the rows that take part.</summary>
    /// <returns>p × p values, row-major, the lower triangle.</returns>
    public double[] Gram() => Gram([.. Enumerable.Repeat(1.0, Count)]);

    private static double[] SignsOf(ClassificationData data)
    {
        double[] signs = new double[data.Classes.Length];
        for (int row = 0; row < signs.Length; row++)
        {
            signs[row] = data.Weights is not null && !(data.Weights[row] > 0) ? 0 : data.Classes[row] == 1 ? 1 : -1;
        }

        return signs;
    }

    private void AddMargins(RowBlock block, double[] coefficients, Span<double> margins)
    {
        block.AddProduct(coefficients, margins);
        TensorPrimitives.Multiply(margins, _signs.AsSpan(block.FirstRow, block.RowCount), margins);
    }

    private void ForEachBlock(Action<RowBlock, ParallelLoopState> visit)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = _threads, CancellationToken = _cancellationToken };
        Parallel.For(0, _design.Blocks.Count, options, (index, loop) => visit(_design.Blocks[index], loop));
    }

    private Span<double> Scaled(RowBlock block, double[] values, bool squared, PassAccumulator accumulator)
    {
        Span<double> scaled = accumulator.Scratch.AsSpan(0, block.RowCount);
        for (int row = 0; row < scaled.Length; row++)
        {
            double sign = _signs[block.FirstRow + row];
            scaled[row] = (squared ? sign * sign : sign) * values[block.FirstRow + row];
        }

        return scaled;
    }

    private PassAccumulator Pass(bool withHessian, Action<RowBlock, PassAccumulator> addBlock) =>
        DesignPass.Run(_design, _design.ColumnCount, RowBlock.Capacity, withHessian, _threads, _pool, addBlock, _cancellationToken);
}
