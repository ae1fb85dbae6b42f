using System.Collections.Concurrent;
using LogReg.Design;
using LogReg.Numerics;
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
    private readonly ConcurrentBag<PassAccumulator> _pool;
    private readonly double[] _signs;

    /// <param name="data">Two classes.</param>
    /// <param name="threads">How many threads a pass may use, at least 1.</param>
    /// <param name="cancellationToken">Ends a pass early.</param>
    public SeparationRows(ClassificationData data, int threads, CancellationToken cancellationToken)
        : this(data.Design, SignsOf(data), threads, [], cancellationToken)
    {
    }

    private SeparationRows(
        DesignMatrix design, double[] signs, int threads, ConcurrentBag<PassAccumulator> pool, CancellationToken cancellationToken)
    {
        _design = design;
        _signs = signs;
        _threads = threads;
        _pool = pool;
        _cancellationToken = cancellationToken;
        ActiveCount = signs.Count(sign => sign != 0);
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
        var options = new ParallelOptions { MaxDegreeOfParallelism = _threads, CancellationToken = _cancellationToken };
        Parallel.For(0, _design.Blocks.Count, options, index =>
        {
            RowBlock block = _design.Blocks[index];
            Span<double> own = margins.AsSpan(block.FirstRow, block.RowCount);
            block.AddProduct(coefficients, own);
            for (int row = 0; row < own.Length; row++)
            {
                own[row] *= _signs[block.FirstRow + row];
            }
        });
        return margins;
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
                block.AddGram(weight, new HessianView(accumulator.Hessian, _design.ColumnCount, 0));
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
        DeterministicReduction.Run(
            _design.Blocks.Count,
            PassAccumulator.BytesOf(_design.ColumnCount, withHessian),
            _threads,
            _pool,
            () => new PassAccumulator(_design.ColumnCount, RowBlock.Capacity),
            accumulator => accumulator.Reset(withHessian),
            (index, accumulator) => addBlock(_design.Blocks[index], accumulator),
            (earlier, later) => earlier.Add(later, withHessian),
            _cancellationToken);
}
