namespace LogReg.Data;

/// <summary>Turns columns of cells into rows of a batch, by the same rules as a CSV file with the same cells: what is plain at once, what
/// is not cell by cell. A value that many rows share is looked at once.</summary>
/// <param name="plan">What to read.</param>
internal sealed class ColumnarParser(ReadPlan plan)
{
    // What a value is as a code: not looked at yet, or to be looked at for each cell, because the cells are counted.
    private const int Unknown = int.MinValue;
    private const int Counted = int.MinValue + 1;

    // Numbers of a column of categories that are remembered.
    private const int MostNumbers = 1 << 12;

    private readonly CellParser _cells = new(plan);
    private readonly HashSet<double> _missingNumbers = plan.Missing.Numbers;
    private readonly int[]?[] _codes = new int[plan.Columns.Count][];
    private readonly double?[]?[] _numbers = new double?[plan.Columns.Count][];
    private readonly Dictionary<double, int>[] _codesOfNumbers = [.. plan.Columns.Select(_ => new Dictionary<double, int>())];
    private ColumnCells?[] _batch = [];

    /// <summary>Begins with a batch.</summary>
    /// <param name="batch">The cells by the place of their column.</param>
    public void Begin(ColumnCells?[] batch)
    {
        _batch = batch;
        Array.Clear(_codes);
        Array.Clear(_numbers);
    }

    /// <summary>Fills rows.</summary>
    /// <param name="from">The first row in the batch.</param>
    /// <param name="count">The number of rows.</param>
    /// <param name="output">Receives them, or the first thing wrong with them in the order of the rows.</param>
    public void Parse(int from, int count, ParsedRows output)
    {
        output.Reset();
        output.Reserve(count);
        ReadFault? first = null;
        int rows = count;
        for (int column = 0; column < output.Columns.Length && rows > 0; column++)
        {
            if (output.Columns[column].FieldIndex < 0)
            {
                continue;
            }

            ColumnCells cells = _batch[output.Columns[column].FieldIndex]!;
            switch (output.Columns[column])
            {
                case NumericBuffer numeric:
                    Fill(numeric, cells, column, from, rows, output);
                    break;
                case CategoricalBuffer categorical:
                    Fill(categorical, cells, column, from, rows);
                    break;
                case TextBuffer text:
                    Fill(text, cells, from, rows);
                    break;
            }

            if (output.Fault is ReadFault fault)
            {
                // Only what stands in an earlier row can be wrong before this.
                first = fault;
                rows = fault.Offset;
                output.Fault = null;
            }
        }

        output.Fault = first;
        output.RowCount = rows;
    }

    private void Fill(NumericBuffer column, ColumnCells cells, int place, int from, int count, ParsedRows output)
    {
        if (cells.Values is null)
        {
            FillNumbers(column, cells.NumbersOf(from, count), from, output);
            return;
        }

        double?[] known = _numbers[place] ??= column.Column.Notation is null
            ? [.. cells.Values.Select(_cells.PlainNumber)]
            : new double?[cells.Values.Count];
        ReadOnlySpan<int> codes = cells.Codes.Span.Slice(from, count);
        Span<double> values = column.Values;
        for (int row = 0; row < codes.Length; row++)
        {
            values[row] = codes[row] >= 0 && known[codes[row]] is double number
                ? number
                : _cells.Number(codes[row] < 0 ? DataCell.Missing : cells.Values[codes[row]], Target(from + row), column, row, output);
            if (output.Fault is not null)
            {
                return;
            }
        }
    }

    private void FillNumbers(NumericBuffer column, ReadOnlySpan<double> numbers, int from, ParsedRows output)
    {
        Span<double> values = column.Values.AsSpan(0, numbers.Length);
        bool mayBeMissing = _missingNumbers.Count > 0;
        int missing = 0;
        for (int row = 0; row < numbers.Length; row++)
        {
            double number = numbers[row];
            if (!double.IsFinite(number) || (mayBeMissing && _missingNumbers.Contains(number)))
            {
                if (double.IsNaN(number))
                {
                    missing++;
                }
                else
                {
                    number = _cells.Number(DataCell.Of(number), Target(from + row), column, row, output);
                    if (output.Fault is not null)
                    {
                        return;
                    }
                }
            }

            values[row] = number;
        }

        if (missing > 0)
        {
            column.Census.AddMissing(missing);
        }
    }

    private void Fill(CategoricalBuffer column, ColumnCells cells, int place, int from, int count)
    {
        if (cells.Values is null)
        {
            FillNumbers(column, cells.NumbersOf(from, count), _codesOfNumbers[place]);
            return;
        }

        int[] known = _codes[place] ??= [.. Enumerable.Repeat(Unknown, cells.Values.Count)];
        ReadOnlySpan<int> codes = cells.Codes.Span.Slice(from, count);
        for (int row = 0; row < codes.Length; row++)
        {
            int value = codes[row];
            int code = value < 0 ? CategoricalColumn.Missing : known[value];
            if (code is Unknown or Counted)
            {
                // In the order of the rows, as levels are found in a file.
                code = _cells.Code(cells.Values[value], column, row);
                known[value] = code >= 0 ? code : Counted;
            }

            column.Codes[row] = code;
        }
    }

    private void FillNumbers(CategoricalBuffer column, ReadOnlySpan<double> numbers, Dictionary<double, int> known)
    {
        for (int row = 0; row < numbers.Length; row++)
        {
            if (!known.TryGetValue(numbers[row], out int code))
            {
                code = _cells.Code(DataCell.Of(numbers[row]), column, row);
                if (code >= 0 && known.Count < MostNumbers)
                {
                    known.Add(numbers[row], code);
                }
            }

            column.Codes[row] = code;
        }
    }

    private void Fill(TextBuffer column, ColumnCells cells, int from, int count)
    {
        for (int row = 0; row < count; row++)
        {
            _cells.Text(cells[from + row], column, row);
        }
    }

    private DataCell Target(int row) => plan.TargetField < 0 ? DataCell.Missing : _batch[plan.TargetField]![row];
}
