using System.Runtime.InteropServices;
using LogReg.Collectives;
using LogReg.Data;

namespace LogReg.Scoring;

/// <summary>What a comparison of predictions with known classes needs of each row that takes part: those whose class is known and whose
/// weight is not 0.</summary>
/// <param name="scoreCount">How many scores a row has.</param>
/// <param name="hasWeights">Whether rows are weighted.</param>
/// <param name="hasOffsets">Whether the model has an offset.</param>
internal sealed class ComparedRows(int scoreCount, bool hasWeights, bool hasOffsets)
{
    private readonly List<double> _scores = [];
    private readonly List<int> _classes = [];
    private readonly List<double> _weights = [];
    private readonly List<double> _offsets = [];

    /// <summary>The number of rows, n.</summary>
    public int Count => _classes.Count;

    /// <summary>The number of rows with a known class that are left out for their weight.</summary>
    public long OfWeightZero { get; private set; }

    /// <summary>The scores of the rows, row by row.</summary>
    public ReadOnlySpan<double> Scores => CollectionsMarshal.AsSpan(_scores);

    /// <summary>The classes, n values.</summary>
    public ReadOnlySpan<int> Classes => CollectionsMarshal.AsSpan(_classes);

    /// <summary>The weights, n values; empty where rows are not weighted.</summary>
    public ReadOnlySpan<double> Weights => CollectionsMarshal.AsSpan(_weights);

    /// <summary>The offsets, n values; empty where the model has none.</summary>
    public ReadOnlySpan<double> Offsets => CollectionsMarshal.AsSpan(_offsets);

    /// <summary>Adds the rows of a chunk that take part.</summary>
    /// <param name="chunk">The chunk.</param>
    public void Add(ScoredChunk chunk)
    {
        for (int row = 0; row < chunk.RowCount; row++)
        {
            if (chunk.Classes[row] < 0)
            {
                continue;
            }

            if (hasWeights && chunk.Weights[row] == 0)
            {
                OfWeightZero++;
                continue;
            }

            if (hasWeights)
            {
                _weights.Add(chunk.Weights[row]);
            }

            if (hasOffsets)
            {
                _offsets.Add(chunk.Offsets[row]);
            }

            _classes.Add(chunk.Classes[row]);
            _scores.AddRange(chunk.Scores.Slice(row * scoreCount, scoreCount));
        }
    }

    /// <summary>Adds the rows of the other processes, so that every one has those of all, in their order.</summary>
    /// <param name="collective">The processes.</param>
    /// <param name="source">The name of the data.</param>
    /// <exception cref="DataException">There are more rows than an array has places.</exception>
    public void Complete(ICollective collective, string source)
    {
        if (collective.IsSingle)
        {
            return;
        }

        OfWeightZero = collective.SumOf(OfWeightZero);
        long[] counts = collective.ByRank(Count);
        if (counts.Sum() > Array.MaxLength / scoreCount)
        {
            throw new DataException(
                "there are more rows than can be compared at once", source, hint: "compare a sample of the rows, or one file after the other");
        }

        // The rows of a member are a chunk.
        var shares = new RowShares(collective, [.. Enumerable.Range(0, collective.Size + 1)]);
        int[] rowCounts = Array.ConvertAll(counts, count => (int)count);
        Complete(shares, _classes, rowCounts, 1);
        Complete(shares, _scores, rowCounts, scoreCount);
        Complete(shares, _weights, rowCounts, hasWeights ? 1 : 0);
        Complete(shares, _offsets, rowCounts, hasOffsets ? 1 : 0);
    }

    private static void Complete<T>(RowShares shares, List<T> values, int[] rowCounts, int valuesPerRow)
        where T : unmanaged
    {
        if (valuesPerRow == 0)
        {
            return;
        }

        int own = values.Count;
        int first = rowCounts.AsSpan(0, shares.Collective.Rank).ToArray().Sum() * valuesPerRow;
        CollectionsMarshal.SetCount(values, rowCounts.Sum() * valuesPerRow);
        Span<T> all = CollectionsMarshal.AsSpan(values);
        all[..own].CopyTo(all[first..]);
        shares.Complete(all, rowCounts, valuesPerRow);
    }
}
