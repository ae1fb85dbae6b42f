using System.Globalization;
using System.Text;

namespace LogReg.Data;

/// <summary>Finds titles and comments above the header.</summary>
internal static class TitleLines
{
    /// <summary>The most lines above a header.</summary>
    public const int MostTitles = 20;

    private const int FewestRows = 2;

    // Of one line in ten at most the number of cells is a mistake, which is found when the table is read.
    private const int RowsOfMistake = 10;
    private const int FewestBesideMistake = 4;

    private static readonly MissingValueSet Missing = new(MissingValueSet.Default);

    /// <summary>The number of records above the header where that is certain, else 0.</summary>
    /// <remarks>
    /// A title has at most one cell that is not empty, or a number among several and empty cells to the right of them; a comment begins
    /// with <c>#</c>. The header has two or more different names, none of which is a number or means "missing", and the rows below, but
    /// for a few with a mistake, have their cells under these names. A title with delimiters, or a comment with as many cells as the
    /// header, might be a header itself: only numbers under the names of the other line tell.
    /// </remarks>
    public static int Count(RecordSample sample)
    {
        IReadOnlyList<SampleRecord> records = sample.Records;
        int header = 0;
        while (header < records.Count && header <= MostTitles && IsTitle(sample, records[header]))
        {
            header++;
        }

        if (header == 0 || header > MostTitles || records.Count - header - 1 < FewestRows)
        {
            return 0;
        }

        SampleRecord names = records[header];
        SampleRecord[] rows = Fitting([.. records.Skip(header + 1)], names);
        bool isCertain = AreNames(sample.CellsOf(names)) && rows.Length >= FewestRows
            && (records.Take(header).All(title => title.Count == 1 || IsNoHeader(sample, title, names)) || HasNumbers(sample, rows));
        return isCertain ? header : 0;
    }

    /// <summary>Refuses a file whose first lines are no part of the table, as all the lines below them say.</summary>
    /// <param name="sample">The first records.</param>
    /// <param name="file">The name of the file.</param>
    /// <exception cref="DataException">The first record has another number of cells than all records from a later one on.</exception>
    public static void ThrowIfLikely(RecordSample sample, string file)
    {
        IReadOnlyList<SampleRecord> records = sample.Records;
        int header = records.Count - 1;
        while (header > 0 && records[header - 1].Count == records[^1].Count)
        {
            header--;
        }

        int count = records[^1].Count;
        SampleRecord first = records[0];
        if (header is 0 or > MostTitles || count < 2 || records.Count - header - 1 < FewestRows
            || records.Take(header).Any(record => record.Count == count || record.LastFilled + 1 == count)
            || (header == 1 && first.Filled > 1))
        {
            return;
        }

        long line = sample.LineOf(records[header]);
        throw new DataException(
            $"this line looks like the header: it and the lines below it have {Number(count)} cells, but line "
                + $"{Number(sample.LineOf(first))} has {Number(first.Count)}",
            file,
            line,
            hint: $"use {Option.SkipLines.Is(line - 1)} if the table begins here");
    }

    private static bool IsTitle(RecordSample sample, SampleRecord record) =>
        record.Filled <= 1 || IsComment(sample, record) || (record.LastFilled + 1 < record.Count && sample.CellsOf(record).Any(IsNumber));

    // A comment that has not as many cells as the header, or cells that are no names.
    private static bool IsNoHeader(RecordSample sample, SampleRecord title, SampleRecord names) =>
        IsComment(sample, title) && (title.Count != names.Count || !AreNames(sample.CellsOf(title)));

    /// <summary>Whether a record is a comment: #id is a name.</summary>
    public static bool IsComment(RecordSample sample, SampleRecord record) =>
        sample.TextOf(record) is [(byte)'#', (byte)' ' or (byte)'#' or (byte)'\t', ..];

    /// <summary>Whether cells may be the names of columns: two or more different ones, none of which is a number or means
    /// "missing".</summary>
    public static bool AreNames(string[] cells)
    {
        string[] names = [.. cells.Where(name => name.Length > 0)];
        return names.Length >= 2 && names.Distinct().Count() == names.Length
            && names.All(name => !NumberText.TryRead(name, out _) && !Missing.Contains(Encoding.UTF8.GetBytes(name)));
    }

    /// <summary>Whether a record is the line that SQL Server's sqlcmd draws below the header.</summary>
    public static bool AreDashes(ReadOnlySpan<byte> record, byte delimiter) =>
        record.IndexOf("---"u8) >= 0 && !record.ContainsAnyExcept((byte)'-', (byte)' ', delimiter);

    /// <summary>Whether some rows are so few among those that fit that they have a mistake.</summary>
    /// <param name="fitting">The number of rows that fit.</param>
    /// <param name="others">The number of the others.</param>
    public static bool AreMistakes(int fitting, int others) =>
        others == 0 || (fitting >= FewestBesideMistake && (others == 1 || RowsOfMistake * others <= fitting + others));

    // As many cells as names, or one more for row names, or more without a text. None where they are no table below the names.
    private static SampleRecord[] Fitting(SampleRecord[] rows, SampleRecord names)
    {
        if (rows.All(row => row.Count == names.Count + 1))
        {
            return rows;
        }

        SampleRecord[] fitting =
            [.. rows.Where(row => row.Count == names.Count || (row.LastFilled <= names.LastFilled && row.Count > names.LastFilled))];
        return AreMistakes(fitting.Length, rows.Length - fitting.Length) ? fitting : [];
    }

    private static bool HasNumbers(RecordSample sample, SampleRecord[] rows)
    {
        string[][] cells = [.. rows.Where(row => row.Filled > 0).Select(sample.CellsOf)];
        return cells.Length > 0 && Enumerable.Range(0, cells.Min(row => row.Length)).Any(
            column => cells.Any(row => IsNumber(row[column])) && cells.All(row => IsNumberOrMissing(row[column])));
    }

    // Also with a decimal comma.
    private static bool IsNumber(string cell) => NumberText.TryRead(cell.Replace(',', '.'), out _);

    private static bool IsNumberOrMissing(string cell) =>
        IsNumber(cell) || Missing.Contains(Encoding.UTF8.GetBytes(cell));

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
