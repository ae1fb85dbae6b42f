using System.Globalization;
using ExcelDataReader;
using LogReg.Data;

namespace LogReg.Sources.Excel;

/// <summary>Reads a sheet of a workbook: finds the sheet and its header, leaves out empty rows and columns, and keeps the cells.</summary>
/// <param name="path">The path of the workbook.</param>
/// <param name="options">Whether there is a header, and how many rows stand above it.</param>
/// <param name="sheet">The name or the number of the sheet; <see langword="null"/> for the first one that is not hidden.</param>
internal sealed class SheetReader(string path, CsvOptions options, string? sheet)
{
    private const int MostTitles = 20;

    private readonly SheetCells _cells = new(path);
    private readonly List<object?> _row = [];
    private readonly List<DataWarning> _notes = [];
    private readonly List<(int Number, object?[] Cells)> _titles = [];
    private readonly Dictionary<int, bool> _percentFormats = [];
    private SheetNames? _names;
    private string _name = "";
    private object?[]? _header;
    private int _headerRow;

    /// <summary>Reads the sheet.</summary>
    /// <param name="reader">The workbook.</param>
    /// <exception cref="DataException">There is no such sheet, or its first rows are no header.</exception>
    public Sheet Read(IExcelDataReader reader)
    {
        _names = new SheetNames(reader);
        for (int place = _names.Find(path, sheet); place > 0; place--)
        {
            reader.NextResult();
        }

        _name = reader.Name;
        if (sheet is null && _names.NoteOfChoice(_name) is DataWarning choice)
        {
            _notes.Add(choice);
        }

        // A cell that says so claims memory.
        if (reader.FieldCount > SheetCells.MostColumns || reader.RowCount > SheetCells.MostRows)
        {
            throw new InvalidDataException(string.Create(
                CultureInfo.InvariantCulture, $"sheet '{_name}' has a cell in row {reader.RowCount} or column {reader.FieldCount}"));
        }

        for (int row = 1; reader.Read(); row++)
        {
            object?[] cells = row <= options.SkipLines ? [] : Cells(reader);
            if (!Array.TrueForAll(cells, cell => cell is null))
            {
                AddRow(reader, cells, row);
            }
        }

        EndTitles();
        AddMarks(reader.FieldCount);
        AddMergedCells(reader);
        return ToSheet();
    }

    /// <summary>The letters of a column, such as AB.</summary>
    /// <param name="column">The column, from 0.</param>
    public static string Letters(int column) =>
        (column < 26 ? "" : Letters((column / 26) - 1)) + (char)('A' + (column % 26));

    // Up to the last one with a value: cells far to the right may have nothing but a format. Of a number in percent, more than the number.
    private object?[] Cells(IExcelDataReader reader)
    {
        _row.Clear();
        int count = reader.FieldCount;
        for (int column = 0; column < count; column++)
        {
            object? value = reader.GetValue(column);
            if (value is null || (value is string text && string.IsNullOrWhiteSpace(text)))
            {
                continue;
            }

            while (_row.Count < column)
            {
                _row.Add(null);
            }

            _row.Add(value is double number && IsPercent(reader, column) ? new PercentNumber(number) : value);
        }

        return [.. _row];
    }

    private bool IsPercent(IExcelDataReader reader, int column)
    {
        int index = reader.GetNumberFormatIndex(column);
        if (!_percentFormats.TryGetValue(index, out bool isPercent))
        {
            isPercent = NumberFormat.IsPercent(reader.GetNumberFormatString(column));
            _percentFormats.Add(index, isPercent);
        }

        return isPercent;
    }

    private void AddRow(IExcelDataReader reader, object?[] cells, int row)
    {
        if (_header is not null || !options.HasHeader)
        {
            _cells.Add(cells, row);
        }
        else if (cells.Count(cell => cell is not null) == 1 && _titles.Count <= MostTitles)
        {
            _titles.Add((row, cells));
        }
        else if (_titles.Count > MostTitles)
        {
            EndTitles();
            _cells.Add(cells, row);
        }
        else
        {
            SetHeader(reader, cells, row);
        }
    }

    // A title is one cell, often merged over the table's width.
    private void SetHeader(IExcelDataReader reader, object?[] cells, int row)
    {
        foreach (CellRange range in reader.MergeCells ?? [])
        {
            if (range.FromRow <= row - 1 && row - 1 <= range.ToRow && range.ToColumn > range.FromColumn && range.FromColumn < cells.Length)
            {
                throw Title(range.FromColumn, row, row, cells[range.FromColumn], "merged cells");
            }
        }

        if (_titles is [(int number, object?[] title), ..])
        {
            if (!AreNames(cells))
            {
                string what = string.Create(CultureInfo.InvariantCulture, $"one cell above row {row}, which has more");
                int column = Array.FindIndex(title, cell => cell is not null);
                throw Title(column, number, row - 1, title[column], what);
            }

            int count = _titles.Count;
            _notes.Add(new DataWarning(
                null,
                null,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{(count == 1 ? "a title is" : $"{count} title rows are")} left out: the header is in row {row} of sheet '{_name}'"),
                OptionText.Of($"{new OptionReference(OptionName.SkipLines).Is(row - 1)} confirms this")));
            _titles.Clear();
        }

        _header = cells;
        _headerRow = row;
    }

    // A table of a single column.
    private void EndTitles()
    {
        foreach ((int row, object?[] cells) in _titles)
        {
            if (_header is null)
            {
                _header = cells;
                _headerRow = row;
            }
            else
            {
                _cells.Add(cells, row);
            }
        }

        _titles.Clear();
    }

    private static bool AreNames(object?[] cells)
    {
        object[] names = [.. cells.OfType<object>()];
        return names.All(name => name is string text && !double.TryParse(text, CultureInfo.InvariantCulture, out _))
            && names.Distinct().Count() == names.Length;
    }

    private DataException Title(int column, int row, int last, object? text, string what) => new(
        $"the first row is not a header but a title ({what})",
        path,
        RowPlace.OfRow(row, _ => Address(_name, column, row)),
        value: CellText.Of(text),
        hint: WithOthers(OptionText.Of(
            $"{new OptionReference(OptionName.SkipLines).Is(last)} leaves out the rows down to row {last}, above the one with the names of the columns")));

    private OptionText WithOthers(OptionText hint) =>
        _names?.HintOfOthers(_name) is OptionText others ? OptionText.Of($"{hint}; {others}") : hint;

    // Where every cell has a value, there is nothing to look for.
    private void AddMarks(int columns)
    {
        if (_cells.Rows.Count > 0 && !_cells.HasMissing && _cells.ColumnCount == columns)
        {
            return;
        }

        IReadOnlyList<SheetMark> marks = SheetMarks.Read(path, _name);
        foreach (SheetMark mark in marks.Where(mark => mark.Error is not null && mark.Column < SheetCells.MostColumns))
        {
            _cells.Set(mark.Column, mark.Row, DataCell.Of(mark.Error));
        }

        foreach (IGrouping<int, SheetMark> column in marks
            .Where(mark => mark.Error is null && mark.Row > _headerRow && mark.Row > options.SkipLines).GroupBy(mark => mark.Column))
        {
            int count = column.Count();
            string formulas = count == 1 ? "a formula" : count.ToString("N0", CultureInfo.InvariantCulture) + " formulas";
            string subject = NameOf(column.Key) is string name ? $"'{name}'" : $"column {Letters(column.Key)}";
            _notes.Add(new DataWarning(
                NameOf(column.Key),
                null,
                $"{subject} has {formulas} without a value (first in "
                    + $"{Address(_name, column.Key, column.First().Row)}), which count{(count == 1 ? "s" : "")} as missing",
                "open the workbook in Excel or LibreOffice and save it, which computes them"));
        }
    }

    private string? NameOf(int column) => !options.HasHeader
        ? string.Create(CultureInfo.InvariantCulture, $"x{column + 1}")
        : _header is not null && column < _header.Length ? CellText.Of(_header[column])?.Trim() : null;

    private void AddMergedCells(IExcelDataReader reader)
    {
        if (_cells.Rows.Count == 0)
        {
            return;
        }

        int top = _cells.Rows[0] - 1;
        int bottom = _cells.Rows[^1] - 1;
        int width = Math.Max(_header?.Length ?? 0, _cells.ColumnCount);
        CellRange[] ranges =
        [
            .. (reader.MergeCells ?? []).Where(range => range.ToRow >= top && range.FromRow <= bottom
                && range.FromColumn < width).OrderBy(range => range.FromRow).ThenBy(range => range.FromColumn),
        ];
        if (ranges is [CellRange first, ..])
        {
            string address = Address(_name, first.FromColumn, first.FromRow + 1)
                + string.Create(CultureInfo.InvariantCulture, $":{Letters(first.ToColumn)}{first.ToRow + 1}");
            string more = ranges.Length == 1 ? "" : $" and {(ranges.Length - 1).ToString("N0", CultureInfo.InvariantCulture)} more";
            _notes.Add(new DataWarning(
                null,
                null,
                $"cells of the table are merged ({address}{more}): a spreadsheet shows the first cell of a merged range in place of "
                    + "all, but the others are read as the workbook has them, most of them without a value and so as missing",
                "unmerge the cells in the spreadsheet, and write the value into every row"));
        }
    }

    // Columns without a name and without cells are empty, at the end or between others.
    private Sheet ToSheet()
    {
        if (_header is null && _cells.Rows.Count == 0)
        {
            throw new DataException(
                $"the sheet '{_name}' is empty",
                path,
                hint: _names?.HintOfOthers(_name) ?? "make sure that this is the right workbook, and that it was saved with its cells");
        }

        var columns = new List<KeptColumn>();
        var empty = new SheetColumn();
        empty.Fill(_cells.Rows.Count);
        ColumnCells none = empty.ToCells();
        for (int column = 0; column < Math.Max(_header?.Length ?? 0, _cells.ColumnCount); column++)
        {
            string? title = NameOf(column);
            SheetColumn? cells = _cells.Column(column);
            if (cells is null && (title is null || !options.HasHeader))
            {
                continue;
            }

            if (title is null)
            {
                int place = column;
                throw new DataException(
                    "the column has cells, but no name",
                    path,
                    RowPlace.OfRow(Math.Max(1, _headerRow), _ => Address(_name, place, Math.Max(1, _headerRow))),
                    hint: WithOthers("write a name into this cell, or delete the column"));
            }

            if (cells is not null)
            {
                AddNotes(cells, title, column);
            }

            columns.Add(new KeptColumn(title, column, cells?.ToCells() ?? none));
        }

        return new Sheet(_name, columns, [.. _cells.Rows], _notes, _names?.HintOfOthers(_name));
    }

    private void AddNotes(SheetColumn cells, string title, int column)
    {
        if (cells is { Percents: > 0, PlainNumbers: > 0 })
        {
            string percents = cells.Percents.ToString("N0", CultureInfo.InvariantCulture);
            string plain = cells.PlainNumbers.ToString("N0", CultureInfo.InvariantCulture);
            _notes.Add(new DataWarning(
                title,
                null,
                $"'{title}' shows {percents} of its numbers in percent and {plain} otherwise (first in "
                    + $"{Address(_name, column, _cells.Rows[cells.FirstPlainNumber])}): all are read as the cells hold them, 50% as 0.5",
                "give all cells of the column one number format"));
        }

        if (cells.Durations > 0)
        {
            _notes.Add(new DataWarning(
                title,
                null,
                $"'{title}' holds durations, which are read as numbers of hours",
                "give the cells the format of a number to read the days that they hold"));
        }
    }

    /// <summary>The address of a cell, such as Sheet1!C5.</summary>
    internal static string Address(string sheet, int column, int row)
    {
        bool isPlain = sheet.All(character => char.IsLetterOrDigit(character) || character == '_');
        string name = isPlain ? sheet : $"'{sheet.Replace("'", "''", StringComparison.Ordinal)}'";
        return string.Create(CultureInfo.InvariantCulture, $"{name}!{Letters(column)}{row}");
    }
}

/// <summary>A column of a sheet.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Place">Its place in the sheet, from 0.</param>
/// <param name="Cells">Its cells.</param>
internal sealed record KeptColumn(string Name, int Place, ColumnCells Cells);

/// <summary>A sheet that was read.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Columns">Its columns.</param>
/// <param name="Rows">The number in the sheet of each row of data.</param>
/// <param name="Notes">What is to be said about it.</param>
/// <param name="HintOfOthers">The end of a hint that names the other sheets, or <see langword="null"/>.</param>
internal sealed record Sheet(
    string Name, IReadOnlyList<KeptColumn> Columns, int[] Rows, IReadOnlyList<DataWarning> Notes, OptionText? HintOfOthers);
