using System.Globalization;
using LogReg.Data;

namespace LogReg.Sources.Excel;

/// <summary>The cells of a column of a sheet as they come: numbers, until a text turns up; then each different value once, and
/// codes.</summary>
internal sealed class SheetColumn
{
    // Beyond these, a hundred times a number is computed as it is rather than by its digits.
    private const double LeastExact = 1e-9;
    private const double GreatestExact = 1e15;

    private List<double>? _numbers = [];
    private readonly List<int> _codes = [];
    private readonly List<DataCell> _values = [];
    private readonly List<double?> _numberOf = [];
    private readonly Dictionary<DataCell, int> _known = [];

    /// <summary>The number of rows.</summary>
    public int Count => _numbers?.Count ?? _codes.Count;

    /// <summary>Whether no row has a cell.</summary>
    public bool IsEmpty => _numbers?.TrueForAll(double.IsNaN) ?? _codes.TrueForAll(code => code < 0);

    /// <summary>Whether some row has no cell.</summary>
    public bool HasMissing => _numbers?.Exists(double.IsNaN) ?? _codes.Exists(code => code < 0);

    /// <summary>How many numbers are shown in percent.</summary>
    public int Percents { get; private set; }

    /// <summary>How many numbers are shown otherwise.</summary>
    public int PlainNumbers { get; private set; }

    /// <summary>The row of the first of them, from 0.</summary>
    public int FirstPlainNumber { get; private set; } = -1;

    /// <summary>How many numbers are durations in hours.</summary>
    public int Durations { get; private set; }

    /// <summary>Adds an empty cell.</summary>
    public void AddMissing() => AddNumber(double.NaN);

    /// <summary>Adds a number.</summary>
    /// <param name="number">The number.</param>
    /// <param name="isPercent">Whether it is shown in percent.</param>
    public void Add(double number, bool isPercent)
    {
        if (isPercent)
        {
            Percents++;
        }
        else
        {
            FirstPlainNumber = PlainNumbers++ == 0 ? Count : FirstPlainNumber;
        }

        AddNumber(number);
    }

    /// <summary>Adds a duration, as a number of hours.</summary>
    public void Add(TimeSpan duration)
    {
        Durations++;
        AddNumber(duration.TotalHours);
    }

    /// <summary>Adds any other cell.</summary>
    public void Add(DataCell cell)
    {
        ToCodes();
        _codes.Add(CodeOf(cell));
    }

    /// <summary>Replaces a cell.</summary>
    /// <param name="row">Its row, from 0.</param>
    /// <param name="cell">The cell.</param>
    public void Set(int row, DataCell cell)
    {
        ToCodes();
        _codes[row] = CodeOf(cell);
    }

    /// <summary>Adds empty cells up to a number of rows.</summary>
    public void Fill(int rows)
    {
        while (Count < rows)
        {
            AddMissing();
        }
    }

    /// <summary>The cells of all rows. Where every number is shown in percent, they are what a CSV file has of the same table: texts
    /// such as <c>16.7%</c>.</summary>
    public ColumnCells ToCells()
    {
        if (Percents > 0 && PlainNumbers == 0 && Durations == 0)
        {
            return ToPercents();
        }

        return _numbers is not null
            ? ColumnCells.OfNumbers(_numbers.ToArray())
            : ColumnCells.OfCodes(_codes.ToArray(), _values);
    }

    /// <summary>A number as percent: a hundred times its digits, so that 0.167 is 16.7%.</summary>
    public static string PercentText(double number)
    {
        double size = Math.Abs(number);
        string text = size is 0 or (>= LeastExact and < GreatestExact)
            ? (100 * decimal.Parse(number.ToString("R", CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture))
                .ToString("0.############################", CultureInfo.InvariantCulture)
            : (100 * number).ToString("R", CultureInfo.InvariantCulture);
        return text + "%";
    }

    private ColumnCells ToPercents()
    {
        if (_numbers is null)
        {
            return ColumnCells.OfCodes(_codes.ToArray(), [.. _values.Zip(_numberOf, (value, number) => number is double share
                ? DataCell.Of(PercentText(share))
                : value)]);
        }

        var texts = new SheetColumn();
        foreach (double number in _numbers)
        {
            texts.Add(double.IsNaN(number) ? DataCell.Missing : DataCell.Of(PercentText(number)));
        }

        return texts.ToCells();
    }

    private void AddNumber(double number)
    {
        if (_numbers is not null)
        {
            _numbers.Add(number);
        }
        else
        {
            _codes.Add(CodeOf(DataCell.Of(number), number));
        }
    }

    private void ToCodes()
    {
        if (_numbers is List<double> numbers)
        {
            _numbers = null;
            numbers.ForEach(number => _codes.Add(CodeOf(DataCell.Of(number), number)));
        }
    }

    private int CodeOf(DataCell cell, double? number = null)
    {
        int code = -1;
        if (cell != DataCell.Missing && !_known.TryGetValue(cell, out code))
        {
            code = _values.Count;
            _known.Add(cell, code);
            _values.Add(cell);
            _numberOf.Add(number);
        }

        return code;
    }
}
