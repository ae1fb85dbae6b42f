using System.Numerics;
using System.Runtime.Intrinsics;
using System.Text;

namespace LogReg.Data;

/// <summary>
/// Counts the rows of a segment without looking into them where its text is plain: its lines that are neither blank nor the header again.
/// Faults within lines are left to the pass that reads them. All other text is parsed.
/// </summary>
/// <param name="parser">Parses what is not plain.</param>
/// <param name="options">How the file is read.</param>
/// <param name="layout">The names and the delimiter.</param>
internal sealed class RowCountParser(ISegmentParser parser, CsvOptions options, CsvLayout layout) : ISegmentParser
{
    private readonly byte? _quote = layout.Dialect.QuoteByte;
    private readonly byte _delimiter = layout.Separator;

    // A line that begins with the first name may be the header again; a single name may well be a level of its column, too.
    private readonly byte[]? _name =
        options.HasHeader && layout.Header.Names.Count > 1 ? Encoding.UTF8.GetBytes(layout.Header.Names[0]) : null;

    public void Parse(ReadOnlyMemory<byte> segment, ParsedRows output)
    {
        int lines = PlainLines.Count(segment.Span, _quote);
        if (lines == PlainLines.NotPlain || _name is [] || Count(segment.Span, lines) is not (>= 0 and int rows))
        {
            parser.Parse(segment, output);
            return;
        }

        output.Reset();
        output.RowCount = rows;
        output.LineCount = lines;
    }

    public int FindRow(ReadOnlyMemory<byte> segment, ParsedRows output, long row) => parser.FindRow(segment, output, row);

    // −1 if a line may repeat the header.
    private int Count(ReadOnlySpan<byte> text, int lines)
    {
        int rows = lines + (text is [.., not (byte)'\n'] ? 1 : 0);
        int line = 0;
        while (line < text.Length)
        {
            ReadOnlySpan<byte> content = text[line..];
            int end = content.IndexOf((byte)'\n');
            int start = 0;
            content = end < 0 ? content : content[..end];
            while (start < content.Length && content[start] is (byte)' ' or (byte)'\t' && content[start] != _delimiter)
            {
                start++;
            }

            if (start == content.Length)
            {
                rows--;
            }
            else if (_name is not null && content[start..].StartsWith(_name))
            {
                return -1;
            }

            line += end < 0 ? content.Length : end + 1;
            line = NextUnusual(text, line);
        }

        return rows;
    }

    // The next line that may be blank or the header, which others are not by their first byte.
    private int NextUnusual(ReadOnlySpan<byte> text, int line)
    {
        byte name = _name is null ? (byte)'\n' : _name[0];
        int at = Math.Max(0, line - 1);
        while (at + Vector256<byte>.Count < text.Length)
        {
            var characters = Vector256.Create(text[at..]);
            var next = Vector256.Create(text[(at + 1)..]);
            Vector256<byte> unusual = Vector256.LessThanOrEqual(next, Vector256.Create((byte)' '))
                | Vector256.Equals(next, Vector256.Create(name));
            uint starts = (Vector256.Equals(characters, Vector256.Create((byte)'\n')) & unusual).ExtractMostSignificantBits();
            if (starts != 0)
            {
                return at + 1 + BitOperations.TrailingZeroCount(starts);
            }

            at += Vector256<byte>.Count;
        }

        int rest = text[at..].IndexOf((byte)'\n');
        return rest < 0 ? text.Length : at + rest + 1;
    }
}
