using System.Buffers;
using System.Numerics.Tensors;
using LogReg.Collectives;
using LogReg.Design;
using LogReg.Objectives;

namespace LogReg.Inference;

/// <summary>
/// The rows Z that a direction has to put on the positive side. A row of data with class y is compared with each class k that it does not
/// have: a direction γ must not lower its log-odds of y against k, x·(γ_y − γ_k) ≥ 0, with γ = 0 for the first class, which has no
/// equation. Of two classes that is one comparison a row, ±x·γ. All comparisons of data rows of positive weight take part, or what is left
/// of them when some are set aside. Weights and offsets play no further part in separation.
/// </summary>
internal sealed class SeparationRows
{
    private readonly DesignMatrix _design;
    private readonly RowComparisons _comparisons;
    private readonly int _others;
    private readonly int _threads;
    private readonly CancellationToken _cancellationToken;
    private readonly PassPool _pool;

    /// <param name="data">The rows and their classes.</param>
    /// <param name="threads">The largest number of threads of a pass, at least 1.</param>
    /// <param name="cancellationToken">Ends a pass early.</param>
    public SeparationRows(ClassificationData data, int threads, CancellationToken cancellationToken)
        : this(data.Design, RowComparisons.Of(data), threads, new PassPool(), cancellationToken)
    {
    }

    private SeparationRows(
        DesignMatrix design, RowComparisons comparisons, int threads, PassPool pool, CancellationToken cancellationToken)
    {
        _design = design;
        _comparisons = comparisons;
        _others = comparisons.PerRow;
        _threads = threads;
        _pool = pool;
        _cancellationToken = cancellationToken;
        ActiveCount = design.Parts.Sum(comparisons.CountActive());
    }

    /// <summary>How many comparisons there are, those included that take no part: n·(K − 1), data row by data row.</summary>
    public int Count => _comparisons.Count;

    /// <summary>The number that take part.</summary>
    public long ActiveCount { get; }

    /// <summary>The rows of data: how many each chunk has, and which are here.</summary>
    public RowParts Parts => _design.Parts;

    /// <summary>How many comparisons a row of data has: K − 1.</summary>
    public int PerDataRow => _others;

    /// <summary>The number of parameters of all K − 1 equations.</summary>
    public int ParameterCount => _others * _design.ParameterCount;

    /// <summary>Whether a comparison takes part.</summary>
    public bool IsActive(int row) => _comparisons.IsActive(row);

    /// <summary>The rows without some.</summary>
    /// <param name="isSetAside">For each comparison whether it is to go.</param>
    public SeparationRows Without(bool[] isSetAside) => new(
        _design, _comparisons.Without(isSetAside), _threads, _pool, _cancellationToken);

    /// <summary>The data whose likelihood is that of the comparisons that take part: of two classes without the other rows; of several, a
    /// row may still have the classes that it is compared with, and its own.</summary>
    /// <param name="data">The data that the rows were made from.</param>
    /// <param name="weights">The weights of the data rows; <see langword="null"/> if each has weight 1.</param>
    public ClassificationData Limit(ClassificationData data, double[]? weights)
    {
        if (_others == 1)
        {
            double[] left = [.. Enumerable.Range(0, Count).Select(row => IsActive(row) ? weights?[row] ?? 1 : 0)];
            return new ClassificationData(data.Design, data.Classes, data.ClassCount, left, data.Offsets);
        }

        return new ClassificationData(data.Design, data.Classes, data.ClassCount, weights, data.Offsets, _comparisons.Excluded());
    }

    /// <summary>Zγ; 0 for rows that take no part.</summary>
    /// <param name="direction">γ, the equations one after the other.</param>
    /// <returns>A value for each comparison.</returns>
    public double[] Margins(ReadOnlySpan<double> direction)
    {
        double[] coefficients = Expand(direction);
        double[] margins = new double[Count];
        ForEachBlock((block, _) =>
        {
            double[] buffer = ArrayPool<double>.Shared.Rent(_others * block.RowCount);
            AddMargins(block, coefficients, buffer, margins.AsSpan(block.FirstRow * _others, block.RowCount * _others));
            ArrayPool<double>.Shared.Return(buffer);
        });
        return margins;
    }

    /// <summary>For each row, the sum of the absolute terms of its margins, Σ|x_ij·γ_j| over the columns and equations. The rounding error
    /// of a margin is a small fraction of it.</summary>
    /// <param name="direction">γ, the equations one after the other.</param>
    /// <returns>A value for each row of data.</returns>
    public double[] Sizes(ReadOnlySpan<double> direction)
    {
        double[] coefficients = Expand(direction);
        double[] sizes = new double[_design.Parts.Count];
        ForEachBlock((block, _) =>
        {
            for (int equation = 0; equation < _others; equation++)
            {
                block.AddSizes(
                    coefficients.AsSpan(equation * _design.ColumnCount, _design.ColumnCount), sizes.AsSpan(block.FirstRow, block.RowCount));
            }
        });
        return sizes;
    }

    /// <summary>Whether a Newton step moves every row by so little that it proves that nothing separates; see
    /// <see cref="SeparationAnalysis"/>.</summary>
    /// <param name="step">The step, the equations one after the other.</param>
    /// <param name="bound">The bound, positive.</param>
    /// <returns>Whether for no row of data the largest and the smallest of its margins, and of 0 for its own class, are so far apart (or
    /// NaN).</returns>
    public bool AreGainsBelow(ReadOnlySpan<double> step, double bound)
    {
        double[] coefficients = Expand(step);
        bool areBelow = true;
        ForEachBlock((block, loop) =>
        {
            double[] buffer = ArrayPool<double>.Shared.Rent(2 * _others * block.RowCount);
            Span<double> margins = buffer.AsSpan(_others * block.RowCount, _others * block.RowCount);
            AddMargins(block, coefficients, buffer, margins);
            bool ownAreBelow = _comparisons.AreGainsBelow(block.FirstRow, margins, bound);
            ArrayPool<double>.Shared.Return(buffer);
            if (!ownAreBelow)
            {
                Volatile.Write(ref areBelow, false);
                loop.Stop();
            }
        });
        return !Parts.Any(!areBelow);
    }

    /// <summary>Zᵀv.</summary>
    /// <param name="values">v, a value for each comparison.</param>
    /// <returns>A value for each parameter.</returns>
    public double[] TransposedProduct(double[] values)
    {
        double[] result = new double[ParameterCount];
        PassAccumulator sums = Pass(
            withHessian: false,
            (block, accumulator) =>
            {
                Span<double> scratch = accumulator.Scratch.AsSpan(0, block.RowCount);
                for (int equation = 0; equation < _others; equation++)
                {
                    _comparisons.Balance(block.FirstRow, values, equation + 1, scratch);
                    block.AddTransposedProduct(scratch, accumulator.Gradient.Slice(equation * _design.ColumnCount, _design.ColumnCount));
                }
            });
        ParameterScaling.Gather(sums.Gradient, _design.Columns, _others, scale: 1, result);
        _pool.Add(sums);
        return result;
    }

    /// <summary>Zᵀ·diag(v)·Z.</summary>
    /// <param name="values">v, a value for each comparison; <see langword="null"/> where all are 1.</param>
    /// <returns>The square of <see cref="ParameterCount"/> values, row-major, the lower triangle.</returns>
    public double[] Gram(double[]? values = null)
    {
        int length = ParameterCount;
        double[] result = new double[checked(length * length)];
        PassAccumulator sums = Pass(
            withHessian: true,
            (block, accumulator) =>
            {
                Span<double> scratch = accumulator.Scratch.AsSpan(0, block.RowCount);
                for (int equation = 0; equation < _others; equation++)
                {
                    for (int other = 0; other <= equation; other++)
                    {
                        if (_comparisons.Weigh(block.FirstRow, values, equation + 1, other + 1, scratch))
                        {
                            block.AddGram(scratch, accumulator.SquareFrom(equation * _design.ColumnCount, other * _design.ColumnCount));
                        }
                    }
                }
            });
        ParameterScaling.GatherHessian(sums.Hessian, _design.Columns, _others, scale: 1, result);
        _pool.Add(sums);
        return result;
    }

    /// <summary>The effects of several directions on some of the rows, each distinct row once.</summary>
    /// <param name="directions">The directions.</param>
    /// <param name="isWanted">For each comparison whether it is looked at.</param>
    /// <param name="most">How many numbers the answer may have.</param>
    /// <returns>Rows of a margin for each direction; <see langword="null"/> where they would be too many.</returns>
    public IReadOnlyList<double[]>? DistinctMargins(IReadOnlyList<double[]> directions, bool[] isWanted, long most)
    {
        var distinct = new HashSet<double[]>(EqualNumbers.Instance);
        bool isComplete = AddDistinctMargins(directions, isWanted, most, distinct);
        if (_design.Shares is RowShares shares)
        {
            return shares.Collective.Any(!isComplete) ? null : Merge(shares.Collective, directions.Count, most, [.. distinct]);
        }

        return isComplete ? [.. distinct] : null;
    }

    // Those of the rows that are here; false where they are too many.
    private bool AddDistinctMargins(IReadOnlyList<double[]> directions, bool[] isWanted, long most, HashSet<double[]> distinct)
    {
        double[][] coefficients = [.. directions.Select(direction => Expand(direction))];
        foreach (RowBlock block in _design.Blocks)
        {
            _cancellationToken.ThrowIfCancellationRequested();
            int first = block.FirstRow * _others;
            int count = block.RowCount * _others;
            if (!isWanted.AsSpan(first, count).Contains(true))
            {
                continue;
            }

            double[] buffer = new double[count];
            double[][] margins = [.. coefficients.Select(_ => new double[count])];
            for (int direction = 0; direction < margins.Length; direction++)
            {
                AddMargins(block, coefficients[direction], buffer, margins[direction]);
            }

            for (int row = 0; row < count; row++)
            {
                if (isWanted[first + row] && distinct.Add([.. margins.Select(own => own[row])])
                    && (long)distinct.Count * directions.Count > most)
                {
                    return false;
                }
            }
        }

        return true;
    }

    // The distinct margins of all processes, in the order of their first rows; null if there are too many. The processes send theirs in
    // turn: together they might not fit in memory, even where most of them are the same.
    private static IReadOnlyList<double[]>? Merge(ICollective collective, int length, long most, double[][] own)
    {
        var distinct = new HashSet<double[]>(EqualNumbers.Instance);
        long[] counts = collective.ByRank(own.Length);
        for (int rank = 0; rank < counts.Length; rank++)
        {
            if (counts[rank] == 0)
            {
                continue;
            }

            double[] numbers = rank == collective.Rank ? [.. own.SelectMany(row => row)] : new double[counts[rank] * length];
            collective.BroadcastFrom(rank, numbers.AsSpan());
            foreach (double[] row in numbers.Chunk(length))
            {
                if (distinct.Add(row) && (long)distinct.Count * length > most)
                {
                    return null;
                }
            }
        }

        return [.. distinct];
    }

    private double[] Expand(ReadOnlySpan<double> parameters)
    {
        double[] coefficients = new double[_others * _design.ColumnCount];
        for (int equation = 0; equation < _others; equation++)
        {
            _design.Expand(
                parameters.Slice(equation * _design.ParameterCount, _design.ParameterCount),
                coefficients.AsSpan(equation * _design.ColumnCount, _design.ColumnCount));
        }

        return coefficients;
    }

    private void AddMargins(RowBlock block, double[] coefficients, Span<double> buffer, Span<double> margins)
    {
        int count = block.RowCount;
        Span<double> logOdds = buffer[..(_others * count)];
        logOdds.Clear();
        for (int equation = 0; equation < _others; equation++)
        {
            block.AddProduct(
                coefficients.AsSpan(equation * _design.ColumnCount, _design.ColumnCount), logOdds.Slice(equation * count, count));
        }

        _comparisons.ToMargins(block.FirstRow, logOdds, margins);
    }

    private void ForEachBlock(Action<RowBlock, ParallelLoopState> visit)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = _threads, CancellationToken = _cancellationToken };
        Parallel.For(0, _design.Blocks.Count, options, (index, loop) => visit(_design.Blocks[index], loop));
    }

    private PassAccumulator Pass(bool withHessian, Action<RowBlock, PassAccumulator> addBlock)
    {
        int length = _others * _design.ColumnCount;
        return DesignPass.Run(_design, length, RowBlock.Capacity, withHessian, _threads, _pool, addBlock, _cancellationToken);
    }

    private sealed class EqualNumbers : IEqualityComparer<double[]>
    {
        public static EqualNumbers Instance { get; } = new();

        public bool Equals(double[]? x, double[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode(double[] values)
        {
            var hash = default(HashCode);
            foreach (double value in values)
            {
                hash.Add(value);
            }

            return hash.ToHashCode();
        }
    }
}
