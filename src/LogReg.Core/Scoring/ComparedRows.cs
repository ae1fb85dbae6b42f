using System.Runtime.InteropServices;
using LogReg.Collectives;

namespace LogReg.Scoring;

/// <summary>What a comparison of predictions with known classes needs of each row that takes part: those whose class is known and whose
/// weight is not 0.</summary>
/// <param name="chunkRows">How many rows a chunk of the data has.</param>
/// <param name="scoreCount">How many scores a row has.</param>
/// <param name="hasWeights">Whether rows are weighted.</param>
/// <param name="hasOffsets">Whether the model has an offset.</param>
internal sealed class ComparedRows(int chunkRows, int scoreCount, bool hasWeights, bool hasOffsets)
{
    // How many rows take part of each run of rows that is a chunk of a table, however they are read.
    private readonly List<int> _counts = [];
    private long _firstRun = -1;
    private readonly List<double> _scores = [];
    private readonly List<int> _classes = [];
    private readonly List<double> _weights = [];
    private readonly List<double> _offsets = [];

    /// <summary>The number of rows with a known class that are left out for their weight: of those that were added, and after
    /// <see cref="Share"/> of all processes.</summary>
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
            int run = RunOf(chunk.FirstRow + row);
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
            _counts[run]++;
        }
    }

    /// <summary>Which rows these are of those of all processes.</summary>
    /// <param name="collective">The processes, all of which call this when they have added their rows.</param>
    /// <exception cref="CollectiveException">Another process has failed.</exception>
    public RowParts Share(ICollective collective)
    {
        if (collective.IsSingle)
        {
            return new RowParts(_counts);
        }

        OfWeightZero = collective.SumOf(OfWeightZero);
        long[] chunks = collective.ByRank(_counts.Count);
        var shares = new RowShares(
            collective, [.. Enumerable.Range(0, collective.Size + 1).Select(rank => (int)chunks.Take(rank).Sum())]);
        return new RowParts(collective.AllGatherValues<int>(CollectionsMarshal.AsSpan(_counts)), shares);
    }
    private int RunOf(long row)
    {
        long run = row / chunkRows;
        _firstRun = _firstRun < 0 ? run : _firstRun;
        while (_counts.Count <= run - _firstRun)
        {
            _counts.Add(0);
        }

        return (int)(run - _firstRun);
    }
}
