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
    public int Count => _rows.Length;

    /// <summary>Whether the sample is all rows.</summary>
    public bool IsWhole { get; }

    /// <summary>The class of each row of the sample; empty if there are no classes.</summary>
    public int[] Classes { get; }

    /// <summary>Draws the sample.</summary>
    public static RowSample Draw(CheckInput input)
    {
        bool hasClasses = input.Classes.Length > 0;
        long[] total = new long[Math.Max(1, input.ClassCount)];
        for (int row = 0; row < input.Selection.Count; row++)
        {
            total[hasClasses ? input.Classes[row] : 0]++;
        }

        bool isWhole = input.Selection.Count <= input.SampleSize;
        long[] quota = [.. total.Select(count => isWhole ? count : Math.Min(count, input.SampleSize / total.Length))];
        long[] due = new long[total.Length];
        var chunks = new List<int>();
        var rows = new List<int>();
        var classes = new List<int>();
        int position = 0;
        for (int chunk = 0; chunk < input.Selection.Counts.Count; chunk++)
        {
            for (int index = 0; index < input.Selection.Counts[chunk]; index++, position++)
            {
                int own = hasClasses ? input.Classes[position] : 0;
                due[own] += quota[own];
                if (due[own] < total[own])
                {
                    continue;
                }

                due[own] -= total[own];
                chunks.Add(chunk);
                rows.Add(input.Selection.TakesAll(chunk) ? index : input.Selection.Rows(chunk)[index]);
                if (hasClasses)
                {
                    classes.Add(own);
                }
            }
        }

        return new RowSample(input.Table, [.. chunks], [.. rows], [.. classes], isWhole);
    }

    /// <summary>The sample's values of a numeric column, of rows whose cells are here; NaN where a cell is missing.</summary>
    public double[] Numbers(int column)
    {
        double[] values = new double[_rows.Length];
        for (int index = 0; index < values.Length;)
        {
            int chunk = _chunks[index];
            bool isHere = _table.Holds(chunk);
            ReadOnlySpan<double> cells = ((NumericColumn)_table.Chunks[chunk].Columns[column]).Values;
            for (; index < values.Length && _chunks[index] == chunk; index++)
            {
                values[index] = isHere ? cells[_rows[index]] : double.NaN;
            }
        }

        return values;
    }

    /// <summary>The sample's codes of a categorical column, of rows whose cells are here.</summary>
    public int[] Codes(int column)
    {
        int[] codes = new int[_rows.Length];
        for (int index = 0; index < codes.Length; index++)
        {
            codes[index] = _table.Holds(_chunks[index])
                ? ((CategoricalColumn)_table.Chunks[_chunks[index]].Columns[column]).Codes[_rows[index]]
                : CategoricalColumn.Missing;
        }

        return codes;
    }

    /// <summary>Gives every process that has some of the rows the values of the whole sample.</summary>
    /// <typeparam name="T">The type of a value.</typeparam>
    /// <param name="values">A value for each row of the sample; those of rows elsewhere are overwritten.</param>
    public void Complete<T>(T[] values)
        where T : unmanaged
    {
        if (_table.Shares is not null)
        {
            int[] counts = new int[_table.Chunks.Count];
            foreach (int chunk in _chunks)
            {
                counts[chunk]++;
            }

            _table.Complete<T>(values, counts);
        }
    }
}
