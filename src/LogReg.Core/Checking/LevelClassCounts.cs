using LogReg.Data;
using LogReg.Terms;

namespace LogReg.Checking;

/// <summary>For each level of a categorical column, the missing one first, how many training rows of each class it has.</summary>
internal sealed class LevelClassCounts
{
    private readonly long[] _counts;
    private readonly long[] _halfCounts;
    private readonly int _classCount;

    private LevelClassCounts(long[] counts, long[] halfCounts, int classCount)
    {
        _counts = counts;
        _halfCounts = halfCounts;
        _classCount = classCount;
    }

    /// <summary>How many levels there are, the missing one included, which has the code −1.</summary>
    public int LevelCount => _counts.Length / _classCount;

    /// <summary>Counts the rows that are here; without classes all are of one.</summary>
    public static LevelClassCounts OfOwn(Table table, int column, RowSelection selection, int[] classes, int classCount)
    {
        int stride = Math.Max(1, classCount);
        long[] counts = new long[(table.Columns[column].Levels!.Count + 1) * stride];
        long[] halfCounts = new long[counts.Length];
        SelectedCells.VisitCodes(table, column, selection, (codes, firstRow) =>
        {
            long first = selection.Parts.FirstRow + firstRow;
            for (int index = 0; index < codes.Length; index++)
            {
                int code = Math.Max(CategoricalColumn.Missing, codes[index]);
                int place = ((code + 1) * stride) + (classes.Length > 0 ? classes[firstRow + index] : 0);
                counts[place]++;
                halfCounts[place] += IsInHalf(first + index) ? 1 : 0;
            }
        });
        return new LevelClassCounts(counts, halfCounts, stride);
    }

    /// <summary>How many counts there are.</summary>
    public int Length => _counts.Length + _halfCounts.Length;

    /// <summary>Copies all counts, for those of other processes to be added.</summary>
    /// <param name="counts">Room for <see cref="Length"/> numbers.</param>
    public void CopyTo(Span<long> counts)
    {
        _counts.CopyTo(counts);
        _halfCounts.CopyTo(counts[_counts.Length..]);
    }

    /// <summary>Takes counts that <see cref="CopyTo"/> has copied, with those of other processes.</summary>
    /// <param name="counts">The counts.</param>
    public void CopyFrom(ReadOnlySpan<long> counts)
    {
        counts[.._counts.Length].CopyTo(_counts);
        counts[_counts.Length..].CopyTo(_halfCounts);
    }

    /// <summary>The rows of a level by class.</summary>
    /// <param name="code">The level's code, or −1 for missing cells.</param>
    public ReadOnlySpan<long> Classes(int code) => _counts.AsSpan((code + 1) * _classCount, _classCount);

    /// <summary>The rows of a level by class in a fixed half of all rows, which looks random.</summary>
    /// <param name="code">The level's code, or −1 for missing cells.</param>
    public ReadOnlySpan<long> ClassesInHalf(int code) => _halfCounts.AsSpan((code + 1) * _classCount, _classCount);

    /// <summary>How many rows a level has.</summary>
    /// <param name="code">The level's code, or −1 for missing cells.</param>
    public long Rows(int code)
    {
        long sum = 0;
        foreach (long count in Classes(code))
        {
            sum += count;
        }

        return sum;
    }

    /// <summary>The number of distinct texts, without missing cells.</summary>
    public int Distinct() => Enumerable.Range(0, LevelCount - 1).Count(code => Rows(code) > 0);

    // The top bit of a multiplicative hash (Knuth, The Art of Computer Programming 3, 6.4): no period of the data has its pattern.
    private static bool IsInHalf(long row) => (uint)row * 2654435769u >> 31 == 0;
}
