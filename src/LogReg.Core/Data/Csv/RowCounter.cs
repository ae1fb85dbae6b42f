namespace LogReg.Data;

/// <summary>
/// Counts the rows of a segment without looking into them where its text has no quotes: its lines that are rows. Faults within lines are
/// left to the pass that reads them. Where there are quotes, or a line may be more than it seems, the segment is parsed.
/// </summary>
/// <param name="parser">Parses what is not plain.</param>
/// <param name="rules">What lines of such a file are.</param>
internal sealed class RowCounter(ISegmentParser parser, LineRules rules) : ISegmentParser
{
    public void Parse(ReadOnlyMemory<byte> segment, ParsedRows output) => Count(segment, Look(segment.Span), output);

    public int FindRow(ReadOnlyMemory<byte> segment, ParsedRows output, long row) => parser.FindRow(segment, output, row);

    /// <summary>Looks at some lines before they are counted.</summary>
    /// <param name="text">The lines.</param>
    public LineLook Look(ReadOnlySpan<byte> text) => LineLook.Of(text, rules.Quote, rules.UnusualStart);

    /// <summary>Counts the rows of a segment.</summary>
    /// <param name="segment">The segment.</param>
    /// <param name="look">What <see cref="Look"/> has said of it.</param>
    /// <param name="output">Receives the numbers of its rows and lines; and a fault, if one is found.</param>
    public void Count(ReadOnlyMemory<byte> segment, LineLook look, ParsedRows output)
    {
        if (look.HasQuotes || !rules.AreKnown || CountRows(segment.Span, look) is not (>= 0 and int rows))
        {
            parser.Parse(segment, output);
            return;
        }

        output.Reset();
        output.RowCount = rows;
        output.LineCount = look.Lines;
    }

    // −1 if a line may be more than it seems.
    private int CountRows(ReadOnlySpan<byte> text, LineLook look)
    {
        int rows = look.Lines + (text is [.., not ((byte)'\n' or (byte)'\r')] ? 1 : 0);
        int line = 0;
        do
        {
            int length = text[line..].IndexOfAny((byte)'\n', (byte)'\r');
            int end = length < 0 ? text.Length : line + length;
            if (line < text.Length)
            {
                switch (rules.KindOf(text[line..end]))
                {
                    case LineKind.NoRow:
                        rows--;
                        break;
                    case LineKind.Unknown:
                        return -1;
                }
            }

            line = LayoutReader.AfterLineBreak(text, end);
        }
        while (look.HasUnusual && line < text.Length);

        return rows;
    }
}
