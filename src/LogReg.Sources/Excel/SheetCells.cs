using System.Globalization;
using LogReg.Data;

namespace LogReg.Sources.Excel;

/// <summary>The cells of a sheet as its rows come. A column begins with its first cell, so that one far to the right costs nothing for
/// those between.</summary>
/// <param name="path">The path of the workbook.</param>
internal sealed class SheetCells(string path)
{
    /// <summary>The most columns that a sheet can have.</summary>
    public const int MostColumns = 1 << 14;

    /// <summary>The most rows that a sheet can have.</summary>
    public const int MostRows = 1 << 20;

    // What is stored for a sheet in which few of the places have cells.
    private const long MostPlaces = 1 << 24;
    private const long MostPlacesOfCell = 200;

    private readonly List<SheetColumn?> _columns = [];
    private readonly List<int> _rows = [];
    private long _cells;
    private long _places;

    /// <summary>The number in the sheet of each row, from 1.</summary>
    public IReadOnlyList<int> Rows => _rows;

    /// <summary>The columns up to the last one that has a cell.</summary>
    public int ColumnCount => _columns.Count;

    /// <summary>Whether some row has no cell in some column.</summary>
    public bool HasMissing => _columns.Exists(column => column is null || column.Count < _rows.Count || column.HasMissing);

    /// <summary>A column with cells for all rows; <see langword="null"/> if it has none at all.</summary>
    /// <param name="place">Its place in the sheet, from 0.</param>
    public SheetColumn? Column(int place)
    {
        SheetColumn? column = place < _columns.Count ? _columns[place] : null;
        column?.Fill(_rows.Count);
        return column is { IsEmpty: false } ? column : null;
    }

    /// <summary>Adds a row.</summary>
    /// <param name="cells">Its cells up to the last one; <see langword="null"/> for none.</param>
    /// <param name="number">Its number in the sheet, from 1.</param>
    /// <exception cref="DataException">The cells are too far apart.</exception>
    public void Add(object?[] cells, int number)
    {
        for (int place = 0; place < cells.Length; place++)
        {
            if (cells[place] is object cell)
            {
                Add(FilledColumn(place, _rows.Count), cell);
                _cells++;
            }
        }

        _rows.Add(number);
    }

    /// <summary>Replaces a cell of a row that is there.</summary>
    /// <param name="place">The column, from 0.</param>
    /// <param name="number">The number of the row in the sheet.</param>
    /// <param name="cell">The cell.</param>
    public void Set(int place, int number, DataCell cell)
    {
        int row = _rows.BinarySearch(number);
        if (row >= 0)
        {
            FilledColumn(place, _rows.Count).Set(row, cell);
        }
    }

    private SheetColumn FilledColumn(int place, int rows)
    {
        while (_columns.Count <= place)
        {
            _columns.Add(null);
        }

        SheetColumn column = _columns[place] ??= new SheetColumn();
        _places += rows - column.Count + 1;
        if (_places > MostPlaces + (MostPlacesOfCell * _cells))
        {
            throw new DataException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"its cells are too far apart: a table of {rows:N0} rows and {_columns.Count:N0} columns or more would have only {_cells:N0}"),
                path,
                hint: "delete the rows and columns that are not part of the table, and save the workbook");
        }

        column.Fill(rows);
        return column;
    }

    private static void Add(SheetColumn column, object cell)
    {
        switch (cell)
        {
            case double number:
                column.Add(number, isPercent: false);
                break;
            case PercentNumber(double number):
                column.Add(number, isPercent: true);
                break;
            case TimeSpan duration:
                column.Add(duration);
                break;
            case bool truth:
                column.Add(DataCell.Of(truth));
                break;
            default:
                column.Add(DataCell.Of(CellText.Of(cell)));
                break;
        }
    }
}

/// <summary>A number that is shown in percent.</summary>
/// <param name="Number">The number that the cell holds.</param>
internal sealed record PercentNumber(double Number);
