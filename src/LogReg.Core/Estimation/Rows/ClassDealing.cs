using LogReg.Collectives;
using LogReg.Numerics;

namespace LogReg.Estimation;

/// <summary>Deals rows out at random, class by class. Rows are shuffled within their chunk, by the seed and the number of the chunk alone;
/// chunks follow each other: who has some chunks deals their rows, knowing only how many rows of each class are in the chunks
/// before.</summary>
internal sealed class ClassDealing
{
    // No chunk has this number.
    private const int StartStream = -1;

    private readonly int[] _classes;
    private readonly RowParts _rows;
    private readonly int _seed;
    private readonly long[] _counts;
    private readonly long[] _before;
    private readonly long[] _firsts;
    private readonly long[] _starts;

    /// <param name="classes">The class of each row that is here; negative for a row that takes no part.</param>
    /// <param name="classCount">The number of classes.</param>
    /// <param name="rows">The rows, in the chunks of the table.</param>
    /// <param name="seed">The same seed gives the same order.</param>
    public ClassDealing(ReadOnlySpan<int> classes, int classCount, RowParts rows, int seed)
    {
        _classes = classes.ToArray();
        _rows = rows;
        _seed = seed;
        _counts = new long[classCount];
        foreach (int code in classes)
        {
            if (code >= 0)
            {
                _counts[code]++;
            }
        }

        _before = rows.SumWithBefore(_counts);
        var random = new SplitMix(seed, StartStream);
        _starts = Array.ConvertAll(_counts, count => rows.Counts.Count > 1 && count > 0 ? random.Next(count) : 0);
        _firsts = new long[classCount];
        for (int code = 1; code < classCount; code++)
        {
            _firsts[code] = _firsts[code - 1] + _counts[code - 1];
        }
    }

    /// <summary>
    /// Where in its round a class starts to be dealt, from 0 to below <see cref="CountOf"/>, by the seed; 0 where all rows are in one
    /// chunk, which is shuffled as a whole. Without it a class that has a row in a chunk at most would be dealt in the order of the file,
    /// whatever the seed.
    /// </summary>
    public long StartOf(int code) => _starts[code];

    /// <summary>How many rows a class has.</summary>
    public long CountOf(int code) => _counts[code];

    /// <summary>The number of rows of the classes before a given one.</summary>
    public long FirstOf(int code) => _firsts[code];

    /// <summary>The rows that are here, chunk by chunk and in a chunk class by class.</summary>
    public IEnumerable<DealtRows> Deal()
    {
        long[] before = [.. _before];
        foreach (RowPart part in _rows.Own)
        {
            var random = new SplitMix(_seed, part.Chunk);
            int[][] rows = RowsByClass(part.First, part.Count);
            for (int code = 0; code < rows.Length; code++)
            {
                if (rows[code].Length > 0)
                {
                    random.Shuffle(rows[code]);
                    yield return new DealtRows(code, rows[code], before[code]);
                    before[code] += rows[code].Length;
                }
            }
        }
    }

    private int[][] RowsByClass(int start, int count)
    {
        int[] counts = new int[_counts.Length];
        foreach (int code in _classes.AsSpan(start, count))
        {
            if (code >= 0)
            {
                counts[code]++;
            }
        }

        int[][] rows = Array.ConvertAll(counts, static number => new int[number]);
        Array.Clear(counts);
        for (int row = start; row < start + count; row++)
        {
            int code = _classes[row];
            if (code >= 0)
            {
                rows[code][counts[code]++] = row;
            }
        }

        return rows;
    }
}
