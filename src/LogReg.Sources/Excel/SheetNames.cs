using System.Globalization;
using ExcelDataReader;
using LogReg.Data;

namespace LogReg.Sources.Excel;

/// <summary>The sheets of a workbook.</summary>
internal sealed class SheetNames
{
    /// <summary>The name that stands for all sheets, which no sheet may have.</summary>
    public const string All = "*";

    private const int MostNames = 10;

    private readonly List<string> _names = [];
    private readonly List<string> _shown = [];
    private readonly string? _firstShown;

    /// <summary>Reads the names, and goes back to the first sheet.</summary>
    /// <param name="reader">The workbook.</param>
    public SheetNames(IExcelDataReader reader)
    {
        do
        {
            _names.Add(reader.Name);
            if (reader.VisibleState is null or "visible")
            {
                _firstShown ??= reader.Name;
                if (reader.RowCount > 0 && reader.FieldCount > 0)
                {
                    _shown.Add(reader.Name);
                }
            }
        }
        while (reader.NextResult());

        reader.Reset();
    }

    /// <summary>The sheets that are neither hidden nor empty.</summary>
    public IReadOnlyList<string> Shown => _shown;

    /// <summary>Names for a message.</summary>
    public static string Listed(IReadOnlyCollection<string> names) =>
        string.Join(", ", names.Take(MostNames).Select(name => $"'{name}'")) + (names.Count > MostNames ? ", …" : "");

    /// <summary>The place of a sheet, from 0.</summary>
    /// <param name="path">The workbook, for messages.</param>
    /// <param name="sheet">The name of a sheet or its number from 1; <see langword="null"/> for the first one that is not hidden.</param>
    /// <exception cref="DataException">There is no such sheet.</exception>
    public int Find(string path, string? sheet)
    {
        if (sheet is null)
        {
            return _firstShown is not null ? _names.IndexOf(_firstShown) : throw new DataException(
                "all sheets of the workbook are hidden",
                path,
                hint: OptionText.Of($"{Option(_names[0])} reads a hidden one; the sheets are {Listed(_names)}"));
        }

        int place = _names.FindIndex(name => string.Equals(name, sheet, StringComparison.OrdinalIgnoreCase));
        if (place < 0 && int.TryParse(sheet, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number <= _names.Count)
        {
            place = number - 1;
        }

        return place >= 0 ? place : throw new DataException(
            $"the workbook has no sheet '{sheet}'", path, hint: $"its sheets are {Listed(_names)}");
    }

    /// <summary>The sheets that are neither hidden nor empty, without one.</summary>
    /// <param name="read">The sheet that is read.</param>
    public IReadOnlyList<string> Others(string read) => [.. _shown.Where(name => name != read)];

    /// <summary>The note that a sheet was chosen among several; <see langword="null"/> if there is no other.</summary>
    /// <param name="read">The sheet that is read.</param>
    public DataWarning? NoteOfChoice(string read)
    {
        if (Others(read).Count == 0)
        {
            return null;
        }

        string count = _shown.Count.ToString(CultureInfo.InvariantCulture);
        return new DataWarning(
            null,
            null,
            $"only sheet '{read}' is read, of {count}: {Listed(_shown)}",
            OptionText.Of($"{Option(read)} confirms this; {Option(All)} reads all sheets as one table"));
    }

    /// <summary>The end of a hint that names the other sheets; <see langword="null"/> if there is no other.</summary>
    /// <param name="read">The sheet that is read.</param>
    public OptionText? HintOfOthers(string read) => Others(read) is { Count: > 0 } others
        ? OptionText.Of($"this is sheet '{read}', and the workbook has {Listed(others)}, too: use {Option(others[0])}")
        : null;

    private static OptionReference Option(string sheet) => new OptionReference(OptionName.Sheet).Is(sheet);
}
