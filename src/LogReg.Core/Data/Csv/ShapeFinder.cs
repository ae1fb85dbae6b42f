using System.Globalization;

namespace LogReg.Data;

/// <summary>Finds which cells of a record belong to which name of the header, where they are not simply as many.</summary>
/// <param name="input">The file.</param>
/// <param name="sample">Its first records.</param>
/// <param name="header">The place of the header among them.</param>
internal sealed class ShapeFinder(CsvInput input, RecordSample sample, int header)
{
    // Two rows that are numbered one after another.
    private const int FewestNumbered = 2;

    private static readonly string[] NamesOfNumbers =
        ["id", "no", "no.", "nr", "nr.", "#", "n", "i", "index", "row", "number", "rowid"];

    private readonly SampleRecord _header = sample.Records[header];
    private readonly SampleRecord[] _rows = [.. sample.Records.Skip(header + 1)];

    /// <summary>Whether the header is one name short, because rows begin with their names.</summary>
    public bool IsShort { get; private set; }

    private int Names => _header.LastFilled + 1;

    /// <summary>Finds the shape.</summary>
    /// <param name="names">The cells of the header.</param>
    /// <param name="notes">Receives what was found out.</param>
    /// <exception cref="DataException">Several shapes are possible.</exception>
    public RecordShape Find(string[] names, List<ReadNote> notes)
    {
        int most = _rows.Select(row => row.Count).Append(_header.Count).Max();
        if (most == Names && !names.Contains(""))
        {
            return RecordShape.Of(names.Length);
        }

        bool haveExtras = most > Names && Names > 0 && _rows.All(row => row.LastFilled < Names)
            && (_header.Count > Names || 2 * _rows.Count(row => row.Count > Names && row.Filled > 0) > _rows.Length);
        bool isOneShort = _header.Count == Names && _rows.Length > 0 && _rows.All(row => row.Count == Names + 1);
        if (isOneShort && (!haveExtras || AreNumbered()))
        {
            return Short(names, notes);
        }

        return haveExtras ? WithExtras(names, most, notes) : Nameless(names, _header.Count, _header.Count, _header.Count, notes);
    }

    private RecordShape Short(string[] names, List<ReadNote> notes)
    {
        long line = sample.LineOf(_header);

        // A last cell that only some rows have may be a remark behind trailing delimiters.
        if (_rows.All(row => row.LastFilled == Names) && AreNumbered()
            && !NamesOfNumbers.Contains(names[0], StringComparer.OrdinalIgnoreCase))
        {
            IsShort = true;
            notes.Add(LayoutNotes.ShortHeader(line));
            return new RecordShape([.. Enumerable.Range(1, names.Length)], names.Length + 1);
        }

        if (_rows.Length < FewestNumbered)
        {
            return RecordShape.Of(names.Length);
        }

        string header = line.ToString(CultureInfo.InvariantCulture);
        throw new DataException(
            $"this line and those below it have {(names.Length + 1).ToString(CultureInfo.InvariantCulture)} cells, but the header has "
                + $"{names.Length.ToString(CultureInfo.InvariantCulture)} names",
            input.Name,
            sample.LineOf(_rows[0]),
            hint: $"if the first cell of a row is its name or number, put a name for it at the beginning of line {header}; if the last cell "
                + $"is one without a name, add a name or a delimiter at the end of line {header}");
    }

    private RecordShape WithExtras(string[] names, int most, List<ReadNote> notes)
    {
        // The number of cells that most rows have is the usual one.
        int usual = _rows.Length == 0 ? _header.Count : _rows.CountBy(row => row.Count).MaxBy(pair => pair.Value).Key;
        if (_header.Count == Names)
        {
            notes.Add(LayoutNotes.TrailingDelimiters(most - Names, sample.LineOf(_rows.First(row => row.Count > Names))));
        }

        return Nameless(names, usual, Names, most, notes);
    }

    // Columns without a name: the first one holds row names, others must be empty.
    private RecordShape Nameless(string[] names, int usual, int fewest, int most, List<ReadNote> notes)
    {
        long line = sample.LineOf(_header);
        var fields = new List<int>();
        var empty = new List<int>();
        bool hasRowNames = false;
        string[][]? cells = null;
        for (int i = 0; i < names.Length; i++)
        {
            if (names[i].Length > 0)
            {
                fields.Add(i);
            }
            else if (i == 0 && Names > 1)
            {
                hasRowNames = true;
            }
            else if (Names > 0 && (cells ??= [.. _rows.Select(sample.CellsOf)]).All(row => row.Length <= i || row[i].Length == 0))
            {
                empty.Add(i);
            }
            else
            {
                fields.Add(i);
            }
        }

        if (hasRowNames)
        {
            notes.Add(LayoutNotes.RowNames(line));
        }

        if (empty.Count > 0)
        {
            notes.Add(LayoutNotes.EmptyColumns(empty.Count, line));
        }

        return new RecordShape(fields, usual)
        {
            FewestFields = fewest,
            MostFields = most,
            EmptyFields = [.. empty, .. Enumerable.Range(names.Length, Math.Max(0, most - names.Length))],
        };
    }

    // Whether the rows begin with 1, 2, 3 or 0, 1, 2, as R and pandas number them.
    private bool AreNumbered()
    {
        if (_rows.Length < FewestNumbered || input.IsLive)
        {
            return false;
        }

        string first = sample.CellsOf(_rows[0])[0];
        if (first is not ("0" or "1"))
        {
            return false;
        }

        int start = first[0] - '0';
        return _rows.Index().All(
            pair => sample.CellsOf(pair.Item)[0] == (start + pair.Index).ToString(CultureInfo.InvariantCulture));
    }
}
