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

    // As a power of two how many units a weight of 1 is.
    private readonly int _scale;

    // How many units all rows are.
    private long _total;

    // By how many units sums may be off where weights have fractions, which are rounded: they are as good as equal.
    private long _rounding;

    // Of the rows that are here alone, where they have weights.
    private RankedNumbers(WeightedNumbers numbers, double largest)
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

        int rowBits = BitOperations.Log2((ulong)Math.Max(_rows.TotalCount, 1)) + 1;
        _scale = largest > 0 ? SumBits - rowBits - 1 - Math.ILogB(largest) : 0;
        _ends = Array.ConvertAll(weights, weight => (long)Math.Round(Math.ScaleB(weight, _scale)));
        Array.Sort(_values, _ends);
        foreach (ref long end in _ends.AsSpan())
        {
            _total += end;
            end = _total;
        }
    }

    /// <summary>Puts numbers in order.</summary>
    /// <param name="numbers">The numbers.</param>
    /// <exception cref="CollectiveException">Another process has failed.</exception>
    public static RankedNumbers Of(WeightedNumbers numbers) => Of([numbers])[0];

    /// <summary>Puts the numbers of several columns in order: each by itself, but what processes tell each other, they tell of all columns
    /// at once.</summary>
    /// <param name="columns">The numbers of each column; either all of them have weights, or none has.</param>
    /// <exception cref="CollectiveException">Another process has failed.</exception>
    public static RankedNumbers[] Of(IReadOnlyList<WeightedNumbers> columns)
    {
        if (columns.Count == 0 || columns[0].Weights is null)
        {
            return [.. columns.Select(column => new RankedNumbers(column, largest: 0))];
        }

        int count = columns.Count;
        double[] largest =
            columns[0].Rows.GatherAsMany<double>([.. columns.Select(column => column.Weights is [] ? 0 : column.Weights!.Max())]);
        RankedNumbers[] ranked =
        [
            .. columns.Select((column, place) => new RankedNumbers(
                column, Enumerable.Range(0, largest.Length / count).Max(rank => largest[(rank * count) + place]))),
        ];

        // The units of each column, and on how many processes weights have fractions.
        long[] sums =
        [
            .. ranked.Select(own => own._total),
            .. columns.Select(column => column.Weights!.Any(weight => weight % 1 != 0) ? 1L : 0),
        ];
        columns[0].Rows.Sum(sums);
        for (int place = 0; place < count; place++)
        {
            RankedNumbers own = ranked[place];
            own._total = sums[place];
            own._rounding = sums[count + place] > 0 ? own.Count + (own._total >> RoundingBits) : 0;
        }

        return ranked;
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
    public double[] Quantiles(IReadOnlyList<double> probabilities) => Quantiles([this], probabilities)[0];

    /// <summary>Computes the quantiles of several columns, as <see cref="Quantiles(IReadOnlyList{double})"/> does, in as many exchanges as
    /// those of one take.</summary>
    /// <param name="columns">The columns, whose rows the same processes share.</param>
    /// <param name="probabilities">The probabilities, between 0 and 1.</param>
    /// <exception cref="CollectiveException">Another process has failed.</exception>
    public static double[][] Quantiles(IReadOnlyList<RankedNumbers> columns, IReadOnlyList<double> probabilities)
    {
        double[][] shares = [.. columns.Select(_ => new double[probabilities.Count])];
        double[] values = Reaching(columns, [.. columns.SelectMany((column, place) => column.EndsOf(probabilities, shares[place]))]);
        return
        [
            .. values.Chunk(2 * probabilities.Count).Zip(shares, (own, ownShares) =>
                ownShares.Select((share, i) => Between(own[2 * i], own[(2 * i) + 1], share)).ToArray()),
        ];
    }

    // For each probability the sums of units at the two numbers between which its quantile is, and how far from the first to the second.
    private long[] EndsOf(IReadOnlyList<double> probabilities, double[] shares)
    {
        double weight = Math.ScaleB(_total, -_scale);
        bool areFrequencies = weight >= Count;
        double count = areFrequencies ? weight : Count;
        long[] ends = new long[2 * shares.Length];
        for (int i = 0; i < shares.Length; i++)
        {
            double place = 1 + ((count - 1) * probabilities[i]);
            double low = Math.Max(Math.Floor(place), 1);
            shares[i] = place - low;
            ends[2 * i] = EndOf(low);
            ends[(2 * i) + 1] = EndOf(low + 1);
        }

        return ends;

        // The units of the numbers up to a rank, which is whole.
        long EndOf(double rank) =>
            rank >= count ? _total
            : areFrequencies ? Math.Max(1, (long)Math.Ceiling(Math.ScaleB(rank, _scale)) - _rounding)
            : Math.Max(1, (long)((((Int128)(long)rank * _total) + Count - 1) / Count) - _rounding);
    }

    /// <summary>The numbers at some ranks, where rows have no weights.</summary>
    /// <param name="ranks">Positions in the order of all numbers, from 1.</param>
    /// <exception cref="CollectiveException">Another process has failed.</exception>
    public double[] AtRanks(params long[] ranks) => Reaching([this], ranks);

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

    // For each of some sums of units, at least one and at most all, the first number up to which there are as many: as many sums for each
    // column.
    private static double[] Reaching(IReadOnlyList<RankedNumbers> columns, long[] sums)
    {
        if (sums.Length == 0)
        {
            return [];
        }

        int perColumn = sums.Length / columns.Count;
        if (columns[0]._rows.Shares is RowShares shares)
        {
            ulong[] keys = KeySearch.Largest(
                shares.Collective,
                [.. sums.Select((sum, place) => columns[place / perColumn]._total - sum + 1)],
                (place, key) => columns[place / perColumn].CountFrom(key));
            return Array.ConvertAll(keys, SortKey.ToNumber);
        }

        return [.. sums.Select((sum, place) => columns[place / perColumn].Reaching(sum))];
    }

    private double Reaching(long sum) => _values[_ends is null ? (int)sum - 1 : PlaceReaching(_ends, sum)];

    // The units of the rows that are here at a key or above it.
    private long CountFrom(ulong key) => Before(_values.Length) - Before(SortKey.FirstFrom(_values, key));

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
