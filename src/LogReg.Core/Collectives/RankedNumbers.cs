using System.Numerics;
using LogReg.Numerics;

namespace LogReg.Collectives;

/// <summary>
/// The numbers of all rows in ascending order. Each process sorts its own; what stands where among all is found by counting. Weights count
/// as whole multiples of a small unit, so that their sums are exact and do not depend on who has which row. Of n rows, whole weights
/// below 2⁶¹/n are such multiples; others are rounded, by at most n/2⁶¹ of the largest.
/// </summary>
internal sealed class RankedNumbers
{
    // All units together are at most a power of two that a whole number of 64 bits holds.
    private const int SumBits = 62;

    // What a weight is rounded by, as a share of it, is below 2 to the power of minus this.
    private const int RoundingBits = 50;

    private readonly RowParts _rows;
    private readonly double[] _values;

    // The cumulative weights of the numbers that are here, in units; null where every row has weight 1.
    private readonly long[]? _ends;

    // How many units all rows are, and as a power of two how many a weight of 1 is.
    private readonly long _total;
    private readonly int _scale;

    // By how many units sums may be off where weights have fractions, which are rounded: they are as good as equal.
    private readonly long _rounding;

    /// <param name="numbers">The numbers.</param>
    /// <exception cref="CollectiveException">Another process has failed.</exception>
    public RankedNumbers(WeightedNumbers numbers)
    {
        _rows = numbers.Rows;

        // Minus zero is zero, and what is not a number stands before all others.
        _values = Array.ConvertAll(numbers.Values, value => double.IsNaN(value) ? double.NaN : value + 0.0);
        if (numbers.Weights is not double[] weights)
        {
            RadixSort.Sort(_values);
            _total = _rows.TotalCount;
            return;
        }

        double largest = _rows.Max(weights.Length == 0 ? 0 : weights.Max());
        int rowBits = BitOperations.Log2((ulong)Math.Max(_rows.TotalCount, 1)) + 1;
        _scale = largest > 0 ? SumBits - rowBits - 1 - Math.ILogB(largest) : 0;
        _ends = Array.ConvertAll(weights, weight => (long)Math.Round(Math.ScaleB(weight, _scale)));
        bool haveFractions = _rows.Any(weights.Any(weight => weight % 1 != 0));
        Array.Sort(_values, _ends);
        long sum = 0;
        foreach (ref long end in _ends.AsSpan())
        {
            sum += end;
            end = sum;
        }

        _total = _rows.Sum(sum);
        _rounding = haveFractions ? _rows.TotalCount + (_total >> RoundingBits) : 0;
    }

    /// <summary>How many numbers there are.</summary>
    public long Count => _rows.TotalCount;

    /// <summary>Whether rows have weights.</summary>
    public bool HasWeights => _ends is not null;

    /// <summary>Computes quantiles by linear interpolation between order statistics: type 7 of R. J. Hyndman and Y. Fan, <i>Sample
    /// quantiles in statistical packages</i>, 1996. A row of weight w counts as w rows (frequency weights), as <c>wtd.quantile</c> in R's
    /// Hmisc. Weights whose mean is below 1 cannot be frequencies: they are taken relative to it (<c>normwt = TRUE</c>). There must be a
    /// number.</summary>
    /// <param name="probabilities">The probabilities, between 0 and 1.</param>
    /// <exception cref="CollectiveException">Another process has failed.</exception>
    public double[] Quantiles(IReadOnlyList<double> probabilities)
    {
        double weight = Math.ScaleB(_total, -_scale);
        bool areFrequencies = weight >= Count;
        double count = areFrequencies ? weight : Count;
        double[] shares = new double[probabilities.Count];
        long[] ends = new long[2 * shares.Length];
        for (int i = 0; i < shares.Length; i++)
        {
            double place = 1 + ((count - 1) * probabilities[i]);
            double low = Math.Max(Math.Floor(place), 1);
            shares[i] = place - low;
            ends[2 * i] = EndOf(low);
            ends[(2 * i) + 1] = EndOf(low + 1);
        }

        double[] values = Reaching(ends);
        return [.. shares.Select((share, i) => Between(values[2 * i], values[(2 * i) + 1], share))];

        // The units of the numbers up to a rank, which is whole.
        long EndOf(double rank) =>
            rank >= count ? _total
            : areFrequencies ? Math.Max(1, (long)Math.Ceiling(Math.ScaleB(rank, _scale)) - _rounding)
            : Math.Max(1, (long)((((Int128)(long)rank * _total) + Count - 1) / Count) - _rounding);
    }

    /// <summary>The numbers at some ranks, where rows have no weights.</summary>
    /// <param name="ranks">Positions in the order of all numbers, from 1.</param>
    /// <exception cref="CollectiveException">Another process has failed.</exception>
    public double[] AtRanks(params long[] ranks) => Reaching(ranks);

    /// <summary>For each of some limits the smallest number that is not below it; ∞ if there is none.</summary>
    /// <param name="limits">The limits, none NaN.</param>
    /// <exception cref="CollectiveException">Another process has failed.</exception>
    public double[] FirstFrom(params double[] limits)
    {
        double[] own = Array.ConvertAll(limits, limit =>
        {
            int place = SortKey.FirstFrom(_values, SortKey.Of(limit + 0.0));
            return place < _values.Length ? _values[place] : double.PositiveInfinity;
        });
        double[] all = _rows.Gather(own);
        return [.. limits.Select((_, i) => Enumerable.Range(0, all.Length / limits.Length).Min(rank => all[(rank * limits.Length) + i]))];
    }

    // For each of some sums of units, at least one and at most all, the first number up to which there are as many.
    private double[] Reaching(long[] sums)
    {
        if (_rows.Shares is RowShares shares)
        {
            ulong[] keys = KeySearch.Largest(
                shares.Collective,
                Array.ConvertAll(sums, sum => _total - sum + 1),
                (_, key) => Before(_values.Length) - Before(SortKey.FirstFrom(_values, key)));
            return Array.ConvertAll(keys, SortKey.ToNumber);
        }

        return Array.ConvertAll(sums, sum => _values[_ends is null ? (int)sum - 1 : PlaceReaching(_ends, sum)]);
    }

    // No rounding takes it beyond both.
    private static double Between(double below, double above, double share) => Math.Min(below + (share * (above - below)), above);

    private long Before(int place) => _ends is null ? place : place == 0 ? 0 : _ends[place - 1];

    private static int PlaceReaching(long[] ends, long sum)
    {
        int low = 0;
        int high = ends.Length - 1;
        while (low < high)
        {
            int middle = low + ((high - low) / 2);
            (low, high) = ends[middle] < sum ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
