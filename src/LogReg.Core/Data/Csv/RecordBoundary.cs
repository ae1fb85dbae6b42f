namespace LogReg.Data;

/// <summary>
/// Where a block of CSV can be cut between two records. The rule is that of the CSV reader: a quote opens a quoted field only at the start
/// of a field, after optional spaces; anywhere else it is text, so counting quotes would be wrong.
/// </summary>
/// <param name="End">The length of the block's complete records; 0 if there is none.</param>
/// <param name="OpenQuote">The position of the quote that opens a field which the block does not close, or −1.</param>
internal readonly record struct RecordBoundary(int End, int OpenQuote)
{
    /// <summary>Finds the last place to cut.</summary>
    /// <param name="block">A block that starts where a record starts.</param>
    /// <param name="delimiter">The byte between fields.</param>
    /// <param name="isLast">Whether the data end with the block; otherwise its last byte may be half of CR LF or of a double quote.</param>
    /// <param name="quoteOrNone">The byte around quoted cells; <see langword="null"/> if there are none.</param>
    /// <returns>The place to cut.</returns>
    public static RecordBoundary Find(ReadOnlySpan<byte> block, byte delimiter, bool isLast, byte? quoteOrNone = (byte)'"')
    {
        if (quoteOrNone is not byte quoteByte)
        {
            return new RecordBoundary(LastEnd(block, 0, block.Length, isLast, 0), -1);
        }

        int end = 0;
        int unquotedFrom = 0;
        int searchFrom = 0;
        while (true)
        {
            int distance = block[searchFrom..].IndexOf(quoteByte);
            if (distance < 0)
            {
                return new RecordBoundary(LastEnd(block, unquotedFrom, block.Length, isLast, end), -1);
            }

            int quote = searchFrom + distance;
            if (!StartsField(block, unquotedFrom, quote, delimiter))
            {
                searchFrom = quote + 1;
                continue;
            }

            end = LastEnd(block, unquotedFrom, quote, isLast: true, end);
            int close = FindClose(block, quote + 1, quoteByte);
            if (close < 0 || (close == block.Length - 1 && !isLast))
            {
                return new RecordBoundary(end, quote);
            }

            searchFrom = unquotedFrom = close + 1;
        }
    }

    private static int LastEnd(ReadOnlySpan<byte> block, int from, int to, bool isLast, int otherwise)
    {
        if (!isLast && to > from && block[to - 1] == (byte)'\r')
        {
            to--;
        }

        int last = block[from..to].LastIndexOfAny((byte)'\n', (byte)'\r');
        return last < 0 ? otherwise : from + last + 1;
    }

    /// <summary>Whether a quote opens a field. A block starts with a record and therefore with a field; the byte before the end of a
    /// quoted field is its quote.</summary>
    /// <param name="block">A block that starts where a record starts.</param>
    /// <param name="unquotedFrom">Where the quoted field before it ended, or 0.</param>
    /// <param name="quote">The place of the quote.</param>
    /// <param name="delimiter">The byte between fields.</param>
    public static bool StartsField(ReadOnlySpan<byte> block, int unquotedFrom, int quote, byte delimiter)
    {
        int before = quote - 1;
        while (before >= unquotedFrom && (block[before] is (byte)' ' or (byte)'\t') && block[before] != delimiter)
        {
            before--;
        }

        return before < unquotedFrom ? unquotedFrom == 0 : block[before] == delimiter || block[before] is (byte)'\n' or (byte)'\r';
    }

    /// <summary>Finds the quote that closes a field.</summary>
    /// <param name="block">The block.</param>
    /// <param name="from">The place after the opening quote.</param>
    /// <param name="quoteByte">The byte around quoted cells.</param>
    /// <returns>Its place, or −1.</returns>
    public static int FindClose(ReadOnlySpan<byte> block, int from, byte quoteByte)
    {
        while (true)
        {
            int distance = block[from..].IndexOf(quoteByte);
            if (distance < 0)
            {
                return -1;
            }

            int quote = from + distance;
            if (quote + 1 == block.Length || block[quote + 1] != quoteByte)
            {
                return quote;
            }

            from = quote + 2;
        }
    }
}
