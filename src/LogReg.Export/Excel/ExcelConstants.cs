using System.Globalization;

namespace LogReg.Export.Excel;

/// <summary>
/// The sheet Constants: in each column a list. Formulas have no text of the model, which could be taken for a part of them, and no number
/// of more than 15 digits, to which Excel cuts those of formulas but not those of cells.
/// </summary>
internal sealed class ExcelConstants
{
    /// <summary>The name of the sheet.</summary>
    public const string Sheet = "Constants";

    private const int MostDigits = 15;
    private const int FirstRow = 2;

    private readonly List<(string Header, List<object> Values)> _columns = [("numbers", [])];
    private readonly Dictionary<double, int> _numbers = [];

    /// <summary>The headers and values of the columns.</summary>
    public IReadOnlyList<(string Header, List<object> Values)> Columns => _columns;

    /// <summary>A number of a formula: as it is or, where it has too many digits, the address of its cell.</summary>
    /// <param name="number">A finite number.</param>
    public string Number(double number)
    {
        string text = number.ToString("R", CultureInfo.InvariantCulture);
        if (text.Split('E')[0].Count(char.IsAsciiDigit) <= MostDigits)
        {
            return number < 0 ? $"({text})" : text;
        }

        if (!_numbers.TryGetValue(number, out int place))
        {
            place = _columns[0].Values.Count;
            _numbers.Add(number, place);
            _columns[0].Values.Add(number);
        }

        return $"{Sheet}!{ExcelAddress.Fixed(1, FirstRow + place)}";
    }

    /// <summary>Adds a list.</summary>
    /// <param name="header">What it has.</param>
    /// <param name="values">Its texts and numbers, at least one.</param>
    /// <returns>Its cells, with the name of the sheet.</returns>
    public string List(string header, IEnumerable<object> values)
    {
        _columns.Add((header, [.. values]));
        return $"{Sheet}!{ExcelAddress.Down(_columns.Count, FirstRow, FirstRow + _columns[^1].Values.Count - 1)}";
    }

    /// <summary>A value of the last list.</summary>
    /// <param name="place">Its place, from 0.</param>
    public string OfLast(int place) => $"{Sheet}!{ExcelAddress.Fixed(_columns.Count, FirstRow + place)}";
}
