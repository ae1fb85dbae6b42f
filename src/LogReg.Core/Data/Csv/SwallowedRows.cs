using System.Text;

namespace LogReg.Data;

/// <summary>
/// Finds quoted cells that go over lines which look like rows: where quotes are part of texts, two of them would make one cell of all rows
/// between them.
/// </summary>
/// <param name="delimiter">The byte between cells.</param>
/// <param name="fewestCells">The fewest cells of a row.</param>
/// <param name="mostCells">The most cells of a row.</param>
/// <param name="sample">The first lines with rows, which tell what the cells of a row look like.</param>
/// <param name="quote">The byte around quoted cells.</param>
internal sealed class SwallowedRows(
    byte delimiter, int fewestCells, int mostCells, ReadOnlyMemory<byte> sample, byte quote = (byte)'"')
{
    private const int MostLines = 1000;

    // A column tells what a row looks like if it has numbers only, or if at least three in four cells have a level that others have, too.
    private const int LevelShare = 4;

    private static readonly MissingValueSet Missing = new(MissingValueSet.Default);

    private Dictionary<int, HashSet<string>?>? _columns;

    private Dictionary<int, HashSet<string>?> Columns => _columns ??= FindColumns();

    /// <summary>Finds the first quoted cell that contains lines which look like rows.</summary>
    /// <param name="block">Whole records.</param>
    /// <returns>The place of its quote, or −1.</returns>
    public int Find(ReadOnlySpan<byte> block)
    {
        int unquotedFrom = 0;
        int searchFrom = 0;
        while (block[searchFrom..].IndexOf(quote) is int distance and >= 0)
        {
            int open = searchFrom + distance;
            if (!RecordBoundary.StartsField(block, unquotedFrom, open, delimiter))
            {
                searchFrom = open + 1;
                continue;
            }

            int close = RecordBoundary.FindClose(block, open + 1, quote);
            if (close < 0)
            {
                return -1;
            }

            if (block[open..close].ContainsAny((byte)'\n', (byte)'\r') && HasRows(block, open, close))
            {
                return open;
            }

            searchFrom = unquotedFrom = close + 1;
        }

        return -1;
    }

    /// <summary>Whether a line has as many cells as a row, and cells like those of rows where these have a form. A cell that begins or ends
    /// with a quote may be of any form: it is the one in doubt.</summary>
    /// <param name="line">A line, all of whose quotes are taken as text.</param>
    public bool IsRow(ReadOnlySpan<byte> line)
    {
        int cells = 1 + line.Count(delimiter);
        if (cells < fewestCells || cells > mostCells)
        {
            return false;
        }

        // Nobody writes tabs in texts; commas are everywhere.
        if (Columns.Count == 0)
        {
            return delimiter is (byte)'\t' or 1;
        }

        string[] texts = Split(line);
        return Columns.All(column => column.Key >= texts.Length || IsLike(texts[column.Key], column.Value));
    }

    private bool IsLike(string cell, HashSet<string>? levels) =>
        cell.StartsWith((char)quote) || cell.EndsWith((char)quote) || (levels?.Contains(cell) ?? IsNumberOrMissing(cell));

    private bool HasRows(ReadOnlySpan<byte> block, int open, int close)
    {
        int start = block[..open].LastIndexOfAny((byte)'\n', (byte)'\r') + 1;
        int end = block[close..].IndexOfAny((byte)'\n', (byte)'\r');
        ReadOnlySpan<byte> lines = block[start..(end < 0 ? block.Length : close + end)];
        return IsRow(NextLine(ref lines)) && HaveRows(lines);
    }

    // One row that certainly is one, or nothing but rows.
    private bool HaveRows(ReadOnlySpan<byte> lines)
    {
        bool hasForm = Columns.Count > 0;
        while (lines.Length > 0)
        {
            if (IsRow(NextLine(ref lines)) == hasForm)
            {
                return hasForm;
            }
        }

        return !hasForm;
    }

    /// <summary>Takes the first line off a text.</summary>
    /// <param name="text">The text; receives what follows the line.</param>
    /// <returns>The line without its break.</returns>
    public static ReadOnlySpan<byte> NextLine(ref ReadOnlySpan<byte> text)
    {
        int end = text.IndexOfAny((byte)'\n', (byte)'\r');
        ReadOnlySpan<byte> line = end < 0 ? text : text[..end];
        text = end < 0 ? [] : text[LayoutReader.AfterLineBreak(text, end)..];
        return line;
    }

    // Columns by their place, with their levels, or null for numbers.
    private Dictionary<int, HashSet<string>?> FindColumns()
    {
        var rows = new List<string[]>();
        ReadOnlySpan<byte> text = sample.Span;
        while (text.Length > 0 && rows.Count < MostLines)
        {
            ReadOnlySpan<byte> line = NextLine(ref text);
            if (1 + line.Count(delimiter) == mostCells)
            {
                rows.Add(Split(line));
            }
        }

        var columns = new Dictionary<int, HashSet<string>?>();
        for (int i = 0; i < mostCells && rows.Count > 0; i++)
        {
            string[] cells = [.. rows.Select(row => row[i])];
            if (cells.All(IsNumberOrMissing))
            {
                columns.Add(i, null);
                continue;
            }

            KeyValuePair<string, int>[] levels = [.. cells.CountBy(cell => cell).Where(pair => pair.Value > 1)];
            if (LevelShare * levels.Sum(pair => pair.Value) >= (LevelShare - 1) * cells.Length)
            {
                columns.Add(i, [.. levels.Select(pair => pair.Key)]);
            }
        }

        return columns;
    }

    private string[] Split(ReadOnlySpan<byte> line) =>
        [.. Encoding.UTF8.GetString(line).Split((char)delimiter).Select(cell => CellText.Trim(cell))];

    private static bool IsNumberOrMissing(string cell) =>
        NumberText.TryRead(cell.Replace(',', '.'), out _) || Missing.Contains(Encoding.UTF8.GetBytes(cell));
}
