using System.Globalization;
using ExcelDataReader;
using LogReg.Data;

namespace LogReg.Sources.Excel;

/// <summary>Reads a sheet of a workbook: finds the sheet and its header, leaves out empty rows and columns, and keeps the cells.</summary>
/// <param name="path">The path of the workbook.</param>
/// <param name="options">Whether there is a header.</param>
/// <param name="sheet">The name or the number of the sheet; <see langword="null"/> for the first one that is not hidden.</param>
internal sealed class SheetReader(string path, CsvOptions options, string? sheet)
{
    private readonly List<SheetColumn> _columns = [];
    private readonly List<int> _rows = [];
    private string?[] _header = [];

    /// <summary>Reads the sheet.</summary>
    /// <param name="reader">The workbook.</param>
    /// <exception cref="DataException">There is no such sheet, or its first rows are no header.</exception>
    public Sheet Read(IExcelDataReader reader)
    {
        Find(reader);
        object?[]? first = null;
        int firstRow = 0;
        for (int row = 1; reader.Read(); row++)
        {
            object?[] cells = Cells(reader);
            if (Array.TrueForAll(cells, cell => cell is null))
            {
                continue;
            }

            if (first is null && options.HasHeader)
            {
                first = cells;
                firstRow = row;
                RequireNoTitle(reader, cells, row);
                _header = [.. cells.Select(TextOf)];
                continue;
            }

            if (_rows.Count == 0 && first is not null)
            {
                RequireNoTitle(reader.Name, first, firstRow, cells, row);
            }

            Add(cells, row);
        }

        return ToSheet(reader.Name, firstRow);
    }

    /// <summary>The letters of a column, such as AB.</summary>
    /// <param name="column">The column, from 0.</param>
    public static string Letters(int column) =>
        (column < 26 ? "" : Letters((column / 26) - 1)) + (char)('A' + (column % 26));

    private void Find(IExcelDataReader reader)
    {
        var names = new List<string>();
        int number = int.TryParse(sheet, NumberStyles.None, CultureInfo.InvariantCulture, out int parsed) ? parsed : -1;
        bool hasName = Names(reader).Any(name => string.Equals(name, sheet, StringComparison.OrdinalIgnoreCase));
        do
        {
            names.Add(reader.Name);
            if (sheet is null ? reader.VisibleState is null or "visible"
                : hasName ? string.Equals(reader.Name, sheet, StringComparison.OrdinalIgnoreCase)
                : names.Count == number)
            {
                return;
            }
        }
        while (reader.NextResult());

        string all = string.Join(", ", names.Take(10).Select(name => $"'{name}'"));
        throw sheet is null
            ? new DataException("all sheets of the workbook are hidden", path, hint: $"choose one of {all}")
            : new DataException($"the workbook has no sheet '{sheet}'", path, hint: $"its sheets are {all}");
    }

    private static List<string> Names(IExcelDataReader reader)
    {
        var names = new List<string>();
        do
        {
            names.Add(reader.Name);
        }
        while (reader.NextResult());

        reader.Reset();
        return names;
    }

    private static object?[] Cells(IExcelDataReader reader)
    {
        object?[] cells = new object?[reader.FieldCount];
        for (int column = 0; column < cells.Length; column++)
        {
            object? value = reader.GetValue(column);
            cells[column] = value is string text && string.IsNullOrWhiteSpace(text) ? null : value;
        }

        return cells;
    }

    // A title is one cell, often merged over the table's width.
    private void RequireNoTitle(IExcelDataReader reader, object?[] cells, int row)
    {
        foreach (CellRange range in reader.MergeCells ?? [])
        {
            if (range.FromRow <= row - 1 && row - 1 <= range.ToRow && range.ToColumn > range.FromColumn && range.FromColumn < cells.Length)
            {
                throw Title(reader.Name, range.FromColumn, row, cells[range.FromColumn], "merged cells");
            }
        }
    }

    private void RequireNoTitle(string name, object?[] first, int firstRow, object?[] second, int row)
    {
        if (first.Count(cell => cell is not null) == 1 && second.Count(cell => cell is not null) > 1)
        {
            int column = Array.FindIndex(first, cell => cell is not null);
            string what = string.Create(CultureInfo.InvariantCulture, $"one cell above row {row}, which has more");
            throw Title(name, column, firstRow, first[column], what);
        }
    }

    private DataException Title(string name, int column, int row, object? text, string what) => new(
        $"the first row is no header but a title ({what})",
        path,
        RowPlace.OfRow(row, _ => Address(name, column, row)),
        value: TextOf(text),
        hint: "delete the rows above the row with the names of the columns");

    private void Add(object?[] cells, int row)
    {
        while (_columns.Count < cells.Length)
        {
            var column = new SheetColumn();
            column.Fill(_rows.Count);
            _columns.Add(column);
        }

        for (int column = 0; column < _columns.Count; column++)
        {
            object? cell = column < cells.Length ? cells[column] : null;
            switch (cell)
            {
                case null:
                    _columns[column].Add(double.NaN);
                    break;
                case double number:
                    _columns[column].Add(number);
                    break;
                case bool truth:
                    _columns[column].Add(DataCell.Of(truth));
                    break;
                default:
                    _columns[column].Add(DataCell.Of(TextOf(cell)));
                    break;
            }
        }

        _rows.Add(row);
    }

    // Dates are written in ISO 8601.
    private static string? TextOf(object? cell) => cell switch
    {
        null => null,
        string text => text,
        bool truth => truth ? "true" : "false",
        DateTime date => date.ToString(
            date.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-ddTHH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture),
        TimeSpan time => time.ToString("c", CultureInfo.InvariantCulture),
        _ => Convert.ToString(cell, CultureInfo.InvariantCulture),
    };

    // Columns without a name and without cells are empty, at the end or between others.
    private Sheet ToSheet(string name, int headerRow)
    {
        var columns = new List<KeptColumn>();
        for (int column = 0; column < Math.Max(_header.Length, _columns.Count); column++)
        {
            string? title = options.HasHeader
                ? column < _header.Length ? _header[column]?.Trim() : null
                : string.Create(CultureInfo.InvariantCulture, $"x{column + 1}");
            SheetColumn cells = column < _columns.Count ? _columns[column] : new SheetColumn();
            if (cells.IsEmpty && (title is null || !options.HasHeader))
            {
                continue;
            }

            if (title is null)
            {
                int place = column;
                throw new DataException(
                    "the column has cells, but no name",
                    path,
                    RowPlace.OfRow(Math.Max(1, headerRow), _ => Address(name, place, Math.Max(1, headerRow))),
                    hint: "write a name into this cell, or delete the column");
            }

            cells.Fill(_rows.Count);
            columns.Add(new KeptColumn(title, column, cells.ToCells()));
        }

        return new Sheet(name, columns, [.. _rows]);
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
internal sealed record Sheet(string Name, IReadOnlyList<KeptColumn> Columns, int[] Rows);
