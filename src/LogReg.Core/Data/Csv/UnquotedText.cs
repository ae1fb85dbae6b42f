namespace LogReg.Data;

/// <summary>Recognises texts in which quotes are text, because they would break the table if they were quotes around cells.</summary>
internal static class UnquotedText
{
    private const byte Quote = (byte)'"';

    /// <summary>
    /// Finds the first line that breaks if quotes are those of cells: where text follows a closing quote or, between tabs, where a cell
    /// does not end within its line. Without quotation all lines must have the same number of cells, two or more; the first line, if it
    /// is the header, must not be quoted; cells in quotes must be no more than the texts of such a file happen to have; and no quote may
    /// follow a backslash.
    /// </summary>
    /// <param name="text">The start of the text, from the first record on.</param>
    /// <param name="delimiter">The byte between cells.</param>
    /// <param name="hasHeader">Whether the first line has names.</param>
    /// <param name="isWhole">Whether the text is complete; otherwise its last line may be cut.</param>
    /// <returns>The number of the line in this text, from 0; <see langword="null"/> where quotes are those of cells, or nothing is
    /// certain.</returns>
    public static long? FindLine(ReadOnlyMemory<byte> text, byte delimiter, bool hasHeader, bool isWhole)
    {
        ReadOnlySpan<byte> lines = text.Span;
        if (!lines.Contains(Quote) || lines.IndexOf("\\\""u8) >= 0)
        {
            return null;
        }

        lines = isWhole ? lines : lines[..(lines.LastIndexOfAny((byte)'\n', (byte)'\r') + 1)];
        int cells = CellsOfAll(lines, delimiter);
        if (cells < 2)
        {
            return null;
        }

        ReadOnlySpan<byte> first = lines;
        _ = SwallowedRows.NextLine(ref first);
        var rows = new SwallowedRows(delimiter, cells, cells, hasHeader ? text[^first.Length..] : text);
        return FindLine(lines, delimiter, hasHeader, rows);
    }

    private static long? FindLine(ReadOnlySpan<byte> lines, byte delimiter, bool hasHeader, SwallowedRows rows)
    {
        long? found = null;
        int count = 0;
        int quoted = 0;
        int doubled = 0;
        int broken = 0;
        for (long number = 0; lines.Length > 0; number++)
        {
            ReadOnlySpan<byte> line = SwallowedRows.NextLine(ref lines);
            if (IsBlank(line))
            {
                continue;
            }

            // The last line may be cut off.
            LineQuotes quotes = Look(line, delimiter);
            bool isLast = IsBlank(lines);

            // Between commas, a text of several lines is quoted, and its lines may look like rows.
            if (quotes == LineQuotes.Open && !isLast && !(delimiter == '\t' && rows.IsRow(line) && IsFollowedByRow(lines, rows)))
            {
                return null;
            }

            if (quotes >= LineQuotes.TextFollows && !(isLast && quotes == LineQuotes.Open))
            {
                // A number that lost one of its quotes is damage; a text has them inside.
                if (HasHalfQuotedNumber(line, delimiter))
                {
                    return null;
                }

                found ??= number;
                broken++;
            }

            if (hasHeader && count == 0 && quotes != LineQuotes.None)
            {
                return null;
            }

            count++;
            quoted += quotes is LineQuotes.Quoted or LineQuotes.Doubled ? 1 : 0;
            doubled += quotes == LineQuotes.Doubled ? 1 : 0;
        }

        return 2 * quoted <= count && doubled <= broken ? found : null;
    }

    private static bool HasHalfQuotedNumber(ReadOnlySpan<byte> line, byte delimiter)
    {
        foreach (Range cell in line.Split(delimiter))
        {
            ReadOnlySpan<byte> trimmed = CellText.Trim(line[cell]);
            if (trimmed is [Quote, .. ReadOnlySpan<byte> rest] && NumberText.Classify(rest, out _) == NumberTextKind.Number)
            {
                return true;
            }
        }

        return false;
    }

    // A cell may go on in the next line, but not with a row.
    private static bool IsFollowedByRow(ReadOnlySpan<byte> lines, SwallowedRows rows)
    {
        while (lines.Length > 0)
        {
            ReadOnlySpan<byte> line = SwallowedRows.NextLine(ref lines);
            if (!IsBlank(line))
            {
                return rows.IsRow(line);
            }
        }

        return false;
    }

    // The number of cells that every line has without quotation, or 0.
    private static int CellsOfAll(ReadOnlySpan<byte> lines, byte delimiter)
    {
        int cells = 0;
        while (lines.Length > 0)
        {
            ReadOnlySpan<byte> line = SwallowedRows.NextLine(ref lines);
            if (IsBlank(line))
            {
                continue;
            }

            int found = 1 + line.Count(delimiter);
            if (cells > 0 && found != cells)
            {
                return 0;
            }

            cells = found;
        }

        return cells;
    }

    private static LineQuotes Look(ReadOnlySpan<byte> line, byte delimiter)
    {
        var found = LineQuotes.None;
        int unquotedFrom = 0;
        int searchFrom = 0;
        while (line[searchFrom..].IndexOf(Quote) is int distance and >= 0)
        {
            int open = searchFrom + distance;
            if (!RecordBoundary.StartsField(line, unquotedFrom, open, delimiter))
            {
                searchFrom = open + 1;
                continue;
            }

            int close = RecordBoundary.FindClose(line, open + 1, Quote);
            if (close < 0)
            {
                return LineQuotes.Open;
            }

            int next = close + 1;
            while (next < line.Length && line[next] != delimiter && line[next] is (byte)' ' or (byte)'\t')
            {
                next++;
            }

            if (next < line.Length && line[next] != delimiter)
            {
                return LineQuotes.TextFollows;
            }

            bool isDoubled = line[(open + 1)..close].Contains(Quote);
            found = isDoubled || found == LineQuotes.Doubled ? LineQuotes.Doubled : LineQuotes.Quoted;
            searchFrom = unquotedFrom = close + 1;
        }

        return found;
    }

    private static bool IsBlank(ReadOnlySpan<byte> line) => !line.ContainsAnyExcept(" \t\r\n"u8);

    private enum LineQuotes
    {
        /// <summary>No cell begins with a quote.</summary>
        None,

        /// <summary>Cells are in quotes.</summary>
        Quoted,

        /// <summary>Cells are in quotes, and have doubled quotes inside.</summary>
        Doubled,

        /// <summary>Text follows a closing quote.</summary>
        TextFollows,

        /// <summary>A quote is not closed in the line.</summary>
        Open,
    }
}
