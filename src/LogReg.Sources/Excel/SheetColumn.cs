using LogReg.Data;

namespace LogReg.Sources.Excel;

/// <summary>The cells of a column of a sheet as they come: numbers, until a text turns up; then each different value once, and
/// codes.</summary>
internal sealed class SheetColumn
{
    private List<double>? _numbers = [];
    private readonly List<int> _codes = [];
    private readonly List<DataCell> _values = [];
    private readonly Dictionary<DataCell, int> _known = [];

    /// <summary>The number of rows.</summary>
    public int Count => _numbers?.Count ?? _codes.Count;

    /// <summary>Whether no row has a cell.</summary>
    public bool IsEmpty => _numbers?.TrueForAll(double.IsNaN) ?? _codes.TrueForAll(code => code < 0);

    /// <summary>Adds a number; NaN for an empty cell.</summary>
    public void Add(double number)
    {
        if (_numbers is not null)
        {
            _numbers.Add(number);
        }
        else
        {
            AddCode(DataCell.Of(number));
        }
    }

    /// <summary>Adds any other cell.</summary>
    public void Add(DataCell cell)
    {
        if (_numbers is List<double> numbers)
        {
            _numbers = null;
            numbers.ForEach(number => AddCode(DataCell.Of(number)));
        }

        AddCode(cell);
    }

    /// <summary>Adds empty cells up to a number of rows.</summary>
    public void Fill(int rows)
    {
        while (Count < rows)
        {
            Add(double.NaN);
        }
    }

    /// <summary>The cells of all rows.</summary>
    public ColumnCells ToCells() => _numbers is not null
        ? ColumnCells.OfNumbers(_numbers.ToArray())
        : ColumnCells.OfCodes(_codes.ToArray(), _values);

    private void AddCode(DataCell cell)
    {
        int code = -1;
        if (cell != DataCell.Missing && !_known.TryGetValue(cell, out code))
        {
            code = _values.Count;
            _known.Add(cell, code);
            _values.Add(cell);
        }

        _codes.Add(code);
    }
}
