namespace LogReg.Data;

/// <summary>Finds out whether blanks separate the cells of a text.</summary>
internal static class BlankSplit
{
    private const int MostLines = 200;
    private const int FewestRows = 3;

    private static readonly MissingValueSet Missing = new(MissingValueSet.Default);

    /// <summary>Finds the header of a table whose cells are separated by blanks: the first record, or one below titles that have another
    /// number of words.</summary>
    /// <param name="sample">The first records, as cells between usual delimiters.</param>
    /// <param name="text">The start of the text, up to the end of a record.</param>
    /// <returns>The position of the header among the records; −1 if blanks do not certainly separate cells.</returns>
    public static int FindHeader(RecordSample sample, ReadOnlySpan<byte> text)
    {
        IReadOnlyList<SampleRecord> records = sample.Records;
        int first = records.Count;
        while (first > 0 && records[first - 1].Count == 1)
        {
            first--;
        }

        for (int header = first; header < records.Count && header <= TitleLines.MostTitles; header++)
        {
            if (IsCertain(text[records[header].Offset..]))
            {
                int names = NumbersIn(sample.TextOf(records[header])).Count;
                return Enumerable.Range(0, header).All(title => IsTitle(sample, title, names)) ? header : -1;
            }
        }

        return -1;
    }

    // As many words as the header has are a title, too, if a number is among them or no line follows at once.
    private static bool IsTitle(RecordSample sample, int position, int names)
    {
        SampleRecord record = sample.Records[position];
        List<bool?> numbers = NumbersIn(sample.TextOf(record));
        return numbers.Count != names || numbers.Contains(true) || TitleLines.IsComment(sample, record)
            || sample.LineOf(sample.Records[position + 1]) > sample.LineOf(record) + 1;
    }

    /// <summary>
    /// Whether the lines have as many cells between blanks as the first one (or all others one more, as R writes row names), but for a few
    /// that have a mistake, and a column holds numbers under a name that is none. A column of texts does not look like this.
    /// </summary>
    /// <param name="text">The start of the text, up to the end of a record.</param>
    private static bool IsCertain(ReadOnlySpan<byte> text)
    {
        int header = 0;
        var rows = new List<List<bool?>>();
        while (text.Length > 0 && rows.Count < MostLines)
        {
            int end = text.IndexOfAny((byte)'\n', (byte)'\r');
            ReadOnlySpan<byte> line = end < 0 ? text : text[..end];
            text = end < 0 ? [] : text[(end + 1)..];
            List<bool?> numbers = NumbersIn(line);
            if (numbers.Count == 0)
            {
                continue;
            }

            if (header == 0)
            {
                header = numbers.Count;
                if (header < 2 || numbers.Contains(true))
                {
                    return false;
                }

                continue;
            }

            // The line that is drawn below a header is none of the rows.
            if (rows.Count > 0 || numbers.Count != header || line.ContainsAnyExcept(" \t-"u8))
            {
                rows.Add(numbers);
            }
        }

        return HasNumbers(rows, header, header)
            || (rows.TrueForAll(row => row.Count == header + 1) && HasNumbers(rows, header, header + 1));
    }

    private static bool HasNumbers(List<List<bool?>> rows, int names, int cells)
    {
        List<bool?>[] fitting = [.. rows.Where(row => row.Count == cells)];
        return rows.Count >= FewestRows && TitleLines.AreMistakes(fitting.Length, rows.Count - fitting.Length)
            && Enumerable.Range(cells - names, names).Any(
                column => fitting.Any(row => row[column] == true) && fitting.All(row => row[column] != false));
    }

    // Which of the cells are numbers; null for a missing one. A quoted cell is no number, whatever it holds.
    private static List<bool?> NumbersIn(ReadOnlySpan<byte> line)
    {
        var numbers = new List<bool?>();
        while (true)
        {
            line = line.TrimStart(" \t"u8);
            if (line.Length == 0)
            {
                return numbers;
            }

            int close = line[0] == (byte)'"' ? line[1..].IndexOf((byte)'"') : -1;
            int length = close >= 0 ? close + 2 : line.IndexOfAny((byte)' ', (byte)'\t');
            ReadOnlySpan<byte> cell = length < 0 ? line : line[..length];
            numbers.Add(Missing.Contains(cell) ? null : NumberText.Classify(cell, out _) == NumberTextKind.Number);
            line = line[cell.Length..];
        }
    }
}
