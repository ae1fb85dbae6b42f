using LogReg.Collectives;
using LogReg.Data;

namespace LogReg.Checking;

/// <summary>
/// Some of the training rows, at most <see cref="CheckInput.SampleSize"/>, in order, spread evenly over the rows of each class, and of each
/// class alike: what a check sees here it confirms on all rows, so that it costs next to nothing where there is nothing to find.
/// </summary>
internal sealed class RowSample
{
    private readonly Table _table;
    private readonly int[] _chunks;
    private readonly int[] _rows;

    private RowSample(Table table, int[] chunks, int[] rows, int[] classes, bool isWhole)
    {
        _table = table;
        _chunks = chunks;
        _rows = rows;
        Classes = classes;
        IsWhole = isWhole;
    }

    /// <summary>How many rows are in the sample.</summary>
    public int Count { get; private init; }

    /// <summary>Whether the sample is all rows.</summary>
    public bool IsWhole { get; }

    /// <summary>The class of each row of the sample; empty if there are no classes.</summary>
    public int[] Classes { get; }

    /// <summary>Draws the sample.</summary>
    public static RowSample Draw(CheckInput input)
    {
        RowParts parts = input.Selection.Parts;
        bool hasClasses = input.ClassCount > 0;
        long[] total = new long[Math.Max(1, input.ClassCount)];
        for (int row = 0; row < parts.Count; row++)
        {
            total[hasClasses ? input.Classes[row] : 0]++;
        }

        long[] before = Array.ConvertAll(total, parts.SumBefore);
        parts.Sum(total);
        bool isWhole = input.Selection.TotalCount <= input.SampleSize;
        long[] quota = [.. total.Select(count => isWhole ? count : Math.Min(count, input.SampleSize / total.Length))];

        // What the rows before have left over.
        long[] due = [.. quota.Select((own, code) => total[code] == 0 ? 0 : (long)((Int128)own * before[code] % total[code]))];
        var chunks = new List<int>();
        var rows = new List<int>();
        var classes = new List<int>();
        foreach (RowPart part in parts.Own)
        {
            for (int index = 0; index < part.Count; index++)
            {
                int own = hasClasses ? input.Classes[part.First + index] : 0;
                due[own] += quota[own];
                if (due[own] < total[own])
                {
                    continue;
                }

                due[own] -= total[own];
                chunks.Add(part.Chunk);
                rows.Add(input.Selection.TakesAll(part.Chunk) ? index : input.Selection.Rows(part.Chunk)[index]);
                if (hasClasses)
                {
                    classes.Add(own);
                }
            }
        }

        return new RowSample(input.Table, [.. chunks], [.. rows], input.Table.Gather(classes.ToArray()), isWhole)
        {
            Count = (int)parts.Sum(rows.Count),
        };
    }

    /// <summary>The sample's values of a numeric column, of its rows that are here; NaN where a cell is missing.</summary>
    public double[] Numbers(int column)
    {
        double[] values = new double[_rows.Length];
        for (int index = 0; index < values.Length;)
        {
            int chunk = _chunks[index];
            ReadOnlySpan<double> cells = ((NumericColumn)_table.Chunks[chunk].Columns[column]).Values;
            for (; index < values.Length && _chunks[index] == chunk; index++)
            {
                values[index] = cells[_rows[index]];
            }
        }

        return values;
    }

    /// <summary>The sample's codes of a categorical column, of its rows that are here.</summary>
    public int[] Codes(int column)
    {
        int[] codes = new int[_rows.Length];
        for (int index = 0; index < codes.Length; index++)
        {
            codes[index] = ((CategoricalColumn)_table.Chunks[_chunks[index]].Columns[column]).Codes[_rows[index]];
        }

        return codes;
    }

    /// <summary>Gives every process that has some of the rows the values of the whole sample.</summary>
    /// <typeparam name="T">The type of a value.</typeparam>
    /// <param name="own">A value for each row of the sample that is here.</param>
    /// <exception cref="CollectiveException">Another process has failed.</exception>
    public T[] Complete<T>(T[] own)
        where T : unmanaged => _table.Gather(own);
}
