using LogReg.Data;
using LogReg.Features;

namespace LogReg.Checking;

/// <summary>For each level of a categorical column, the missing one first, how many training rows of each class it has.</summary>
internal sealed class LevelCounts
{
    private readonly int[] _counts;
    private readonly int _classCount;

    private LevelCounts(int[] counts, int classCount)
    {
        _counts = counts;
        _classCount = classCount;
    }

    /// <summary>How many levels there are, the missing one included, which has the code −1.</summary>
    public int LevelCount => _counts.Length / _classCount;

    /// <summary>Counts the rows; without classes all are of one.</summary>
    public static LevelCounts Of(Table table, int column, RowSelection selection, int[] classes, int classCount)
    {
        int stride = Math.Max(1, classCount);
        int[] counts = new int[(table.Columns[column].Levels!.Count + 1) * stride];
        SelectedCells.VisitCodes(table, column, selection, (codes, firstRow) =>
        {
            for (int index = 0; index < codes.Length; index++)
            {
                int code = Math.Max(CategoricalColumn.Missing, codes[index]);
                counts[((code + 1) * stride) + (classes.Length > 0 ? classes[firstRow + index] : 0)]++;
            }
        });
        return new LevelCounts(counts, stride);
    }

    /// <summary>The rows of a level by class.</summary>
    /// <param name="code">The level's code, or −1 for missing cells.</param>
    public ReadOnlySpan<int> Classes(int code) => _counts.AsSpan((code + 1) * _classCount, _classCount);

    /// <summary>How many rows a level has.</summary>
    /// <param name="code">The level's code, or −1 for missing cells.</param>
    public int Rows(int code)
    {
        int sum = 0;
        foreach (int count in Classes(code))
        {
            sum += count;
        }

        return sum;
    }

    /// <summary>How many texts occur; missing cells apart.</summary>
    public int Distinct() => Enumerable.Range(0, LevelCount - 1).Count(code => Rows(code) > 0);
}
