using System.Runtime.CompilerServices;
using LogReg.Collectives;
using LogReg.Numerics;

namespace LogReg.Evaluation;

/// <summary>The scores and weights of the rows of one class, taken from the highest score downwards once they are sorted.</summary>
/// <remarks>A ranking is often made once in a process: its short methods are inlined, so that none waits to be found hot.</remarks>
internal sealed class ScoreList
{
    private const int FirstRoom = 1 << 12;

    private readonly int _capacity;

    // Rented: longer than there are rows.
    private double[] _scores;

    // Most data have no weights: they are kept only once one differs from 1.
    private double[]? _weights;

    // How many rows an entry stands for; only where several processes share them.
    private int[]? _rows;
    private int _count;
    private int _left;

    /// <param name="capacity">The largest number of rows that will be added.</param>
    /// <param name="makesRoom">Whether to make room for as many at once: where about as many will be added.</param>
    public ScoreList(int capacity, bool makesRoom)
    {
        _capacity = capacity;
        _scores = makesRoom ? RowArray.Rent<double>(capacity) : [];
    }

    /// <summary>Whether all rows have been taken.</summary>
    public bool IsEmpty => _left == 0;

    /// <summary>Whether some row has another weight than 1; after <see cref="Exchange"/>, in any process.</summary>
    public bool HasWeights => _weights is not null;

    /// <summary>How many rows there are.</summary>
    public long RowCount => _rows?.Take(_count).Sum(rows => (long)rows) ?? _count;

    /// <summary>The highest score left; −∞ if there is none.</summary>
    public double Highest => _left == 0 ? double.NegativeInfinity : _scores[_left - 1];

    /// <summary>Adds a row, before <see cref="Sort"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(double score, double weight)
    {
        if (_count == _scores.Length || (weight != 1 && _weights is null))
        {
            MakeRoom(weight);
        }

        // Minus zero is zero.
        _scores[_count] = score + 0.0;
        if (_weights is not null)
        {
            _weights[_count] = weight;
        }

        _count++;
    }

    /// <summary>Puts the rows in order: by score, and those of one score by weight, so that their sum does not depend on which process had
    /// which.</summary>
    public void Sort()
    {
        if (_weights is null)
        {
            RadixSort.Sort(_scores.AsSpan(0, _count));
        }
        else
        {
            RadixSort.Sort(_scores.AsSpan(0, _count), _weights.AsSpan(0, _count));
            SortWithinScores();
        }

        _left = _count;
    }

    /// <summary>Takes the rows of a score off the end.</summary>
    /// <param name="score">The highest score left, or one above it.</param>
    /// <param name="rows">Their number is added to it.</param>
    /// <returns>The sum of their weights; 0 if no row has that score.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double TakeWeight(double score, ref long rows)
    {
        if (_weights is not null || _rows is not null)
        {
            return TakeEntries(score, ref rows);
        }

        int before = _left;
        while (_left > 0 && _scores[_left - 1] == score)
        {
            _left--;
        }

        rows += before - _left;
        return before - _left;
    }

    /// <summary>Makes all rows be there again.</summary>
    public void Rewind() => _left = _count;

    /// <summary>Removes all rows.</summary>
    public void Clear()
    {
        Release();
        _scores = [];
        _weights = null;
        _rows = null;
        _count = 0;
        _left = 0;
    }

    /// <summary>How many sorted rows have at least a score.</summary>
    /// <param name="key">The <see cref="SortKey"/> of the score.</param>
    public long CountFrom(ulong key) => _count - FirstFrom(key);

    /// <summary>Shares the sorted rows out: afterwards this process has those of all processes whose scores lie between two cuts.</summary>
    /// <param name="collective">The processes.</param>
    /// <param name="cuts">The least <see cref="SortKey"/> of every rank but the first, rising.</param>
    /// <exception cref="CollectiveException">Another process has failed.</exception>
    public void Exchange(ICollective collective, ulong[] cuts)
    {
        Merge();
        int[] starts = [0, .. cuts.Select(FirstFrom), _count];
        int[] counts = [.. starts.Zip(starts.Skip(1), (from, to) => to - from)];
        long[] kept = [_weights is null ? 0 : 1, _rows is null ? 0 : 1];
        collective.Max(kept);
        _weights = Exchange(_weights, 1.0, kept[0] == 1);
        _rows = Exchange(_rows, 1, kept[1] == 1);
        double[] exchanged = collective.ExchangeValues(_scores.AsSpan(0, _count), counts, out int[] received, RowArray.Rent<double>);
        Release();
        _scores = exchanged;
        _count = received.Sum();

        // Rows of several processes come one after the other.
        if (_weights is null && _rows is null)
        {
            double[] other = RowArray.Rent<double>(_count);
            if (SortedRuns.Merge(_scores.AsSpan(0, _count), received, other))
            {
                (_scores, other) = (other, _scores);
            }

            RowArray.Return(other);
            _left = _count;
            return;
        }

        int[] order = [.. Enumerable.Range(0, _count)];
        RadixSort.Sort<int>(_scores.AsSpan(0, _count), order);
        _weights = _weights is null ? null : Array.ConvertAll(order, place => _weights[place]);
        _rows = _rows is null ? null : Array.ConvertAll(order, place => _rows[place]);
        SortWithinScores();
        _left = _count;

        T[]? Exchange<T>(T[]? own, T usual, bool isKept)
            where T : unmanaged =>
            !isKept ? null : collective.ExchangeValues<T>(
                own is null ? [.. Enumerable.Repeat(usual, _count)] : own.AsSpan(0, _count), counts);
    }

    private void Release()
    {
        if (_scores.Length > 0)
        {
            RowArray.Return(_scores);
        }
    }

    private int FirstFrom(ulong key) => SortKey.FirstFrom(_scores.AsSpan(0, _count), key);

    // Rows of one score and weight become one entry: many rows of few scores are sent as few.
    private void Merge()
    {
        int kept = 0;
        int[]? rows = null;
        for (int start = 0; start < _count;)
        {
            int end = start + 1;
            while (end < _count && _scores[end] == _scores[start] && (_weights is null || _weights[end] == _weights[start]))
            {
                end++;
            }

            if (end - start > 1 && rows is null)
            {
                rows = new int[_count];
                rows.AsSpan(0, kept).Fill(1);
            }

            _scores[kept] = _scores[start];
            if (_weights is not null)
            {
                _weights[kept] = _weights[start];
            }

            if (rows is not null)
            {
                rows[kept] = end - start;
            }

            kept++;
            start = end;
        }

        _rows = rows;
        _count = kept;
    }

    // Equal weights are counted, and the product added: so it is the same sum whether or not they were merged before.
    private double TakeEntries(double score, ref long rows)
    {
        double sum = 0;
        while (_left > 0 && _scores[_left - 1] == score)
        {
            double weight = _weights is null ? 1 : _weights[_left - 1];
            long equal = 0;
            do
            {
                equal += _rows is null ? 1 : _rows[_left - 1];
                _left--;
            }
            while (_left > 0 && _scores[_left - 1] == score && (_weights is null || _weights[_left - 1] == weight));

            rows += equal;
            sum += weight * equal;
        }

        return sum;
    }

    private void SortWithinScores()
    {
        if (_weights is null)
        {
            return;
        }

        for (int start = 0; start < _count;)
        {
            int end = start + 1;
            while (end < _count && _scores[end] == _scores[start])
            {
                end++;
            }

            if (end - start > 1)
            {
                Span<double> weights = _weights.AsSpan(start, end - start);
                if (_rows is null)
                {
                    RadixSort.Sort(weights);
                }
                else
                {
                    RadixSort.Sort(weights, _rows.AsSpan(start, end - start));
                }
            }

            start = end;
        }
    }

    private void MakeRoom(double weight)
    {
        if (_count == _scores.Length)
        {
            double[] longer = RowArray.Rent<double>(Math.Min(_capacity, Math.Max(FirstRoom, 2 * _count)));
            _scores.CopyTo(longer, 0);
            Release();
            _scores = longer;
            if (_weights is not null)
            {
                Array.Resize(ref _weights, _scores.Length);
            }
        }

        if (weight != 1 && _weights is null)
        {
            _weights = new double[_scores.Length];
            _weights.AsSpan(0, _count).Fill(1);
        }
    }
}
