using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Unicode;
using CsvHelper;

namespace LogReg.Data;

/// <summary>Looks at the start of a CSV file: is it one, how is it written, what are the names.</summary>
/// <param name="input">The file.</param>
/// <param name="dialect">How it is written, as far as it is known.</param>
internal sealed class LayoutReader(CsvInput input, CsvDialect dialect)
{
    // The header and a row, between which the delimiter must be the same.
    private const int LiveLines = 2;

    /// <summary>The characters that are tried as delimiters.</summary>
    public const string UsualDelimiters = ",;\t|\u0001";

    // In a line such as sep=;.
    private const int SeparatorAt = 4;

    private string File => input.Name;

    /// <summary>
    /// Reads as much of the text as it takes to know the layout. Of a text of which nobody knows when more of it comes these are the first
    /// two lines that are not blank, or as many more as it takes: the layout depends only on the text, not on how much of it has arrived.
    /// </summary>
    /// <param name="text">The text of the file as UTF-8, rewritten from the dialect.</param>
    /// <returns>The layout, or the dialect with which to look again.</returns>
    /// <exception cref="DataException">This is not a CSV file with good names.</exception>
    public LayoutStep Read(Stream text) => input.IsLive ? ReadLive(text) : ReadStart(text);

    private LayoutStep ReadStart(Stream text)
    {
        byte[] sample = [];
        int size = Math.Max(input.Tuning.SampleBytes, 2);
        int length = 0;
        while (true)
        {
            Array.Resize(ref sample, size);
            length += text.ReadAtLeast(sample.AsSpan(length), size - length, throwOnEndOfStream: false);
            if (TryRead(sample.AsMemory(0, length), length < size) is LayoutStep step)
            {
                return step;
            }

            size *= 2;
        }
    }

    private LayoutStep ReadLive(Stream text)
    {
        byte[] sample = new byte[Math.Max(input.Tuning.SampleBytes, 2)];
        int length = 0;
        int end = 0;
        int lines = 0;
        int quotes = 0;
        while (true)
        {
            while (NextLine(sample.AsSpan(end, length - end)) is > 0 and int line)
            {
                lines += IsBlankLine(sample.AsSpan(end, line)) ? 0 : 1;
                quotes += dialect.QuoteByte is byte quote ? sample.AsSpan(end, line).Count(quote) : 0;
                end += line;

                // After an odd number of quotes the line goes on inside a cell.
                if (lines >= LiveLines && quotes % 2 == 0 && TryRead(sample.AsMemory(0, end), isLast: false) is LayoutStep step)
                {
                    return step;
                }
            }

            if (length == sample.Length)
            {
                Array.Resize(ref sample, 2 * length);
            }

            int read = text.Read(sample.AsSpan(length));
            length += read;
            if (read == 0 || length >= input.Tuning.LongestRecordBytes)
            {
                return TryRead(sample.AsMemory(0, length), isLast: read == 0)!;
            }
        }
    }

    // The last byte may be half of CR LF.
    private static int NextLine(ReadOnlySpan<byte> text)
    {
        int at = text.IndexOfAny((byte)'\n', (byte)'\r');
        return at < 0 || (text[at] == (byte)'\r' && at + 1 == text.Length) ? 0 : AfterLineBreak(text, at);
    }

    private static bool IsBlankLine(ReadOnlySpan<byte> line) => !line.ContainsAnyExcept(" \t\r\n"u8);

    // Null where it takes more of the text to know.
    private LayoutStep? TryRead(ReadOnlyMemory<byte> start, bool isLast)
    {
        if (dialect.Encoding is null && input.Options.Encoding is null && BinaryCheck.FindUtf16(start.Span) is string utf16)
        {
            return new LayoutStep(null, dialect with { Encoding = TextEncoding.Get(utf16) }, [LayoutNotes.Utf16(utf16)]);
        }

        BinaryCheck.ThrowIfNotText(start.Span, File);
        if (MayBeOlder(start.Span, isLast) && input.FindOlderEncoding(dialect) is LayoutStep older)
        {
            return older;
        }

        if (dialect.Delimiter is null && AfterSeparatorLine(start.Span) > 0 && UsualDelimiters.Contains((char)start.Span[SeparatorAt]))
        {
            return new LayoutStep(null, dialect with { Delimiter = (char)start.Span[SeparatorAt] }, []);
        }

        int firstRecord = AfterSeparatorLine(start.Span);
        char separator = dialect.Separator ?? DetectDelimiter(start, out firstRecord);
        if (dialect.Delimiter is null && (dialect.IsRewritten || separator == CsvDialect.Blanks))
        {
            // Of a text that is rewritten, the delimiter tells where a quotation may begin.
            return new LayoutStep(null, separator == CsvDialect.Blanks ? dialect.With(separator) : dialect.Guess(separator), []);
        }

        if (dialect.MayBeUnquoted && !input.IsLive
            && UnquotedText.FindLine(start[firstRecord..], (byte)separator, input.Options.HasHeader, isLast) is long broken)
        {
            long line = 1 + broken + LineCounter.Count(start.Span[..firstRecord]);
            return new LayoutStep(
                null, dialect.With(separator) with { Quote = CsvQuote.None }, [LayoutNotes.Unquoted(line)]);
        }

        RecordBoundary boundary = RecordBoundary.Find(start.Span, (byte)separator, isLast, dialect.QuoteByte);
        bool isWhole = isLast && boundary.OpenQuote < 0;
        if (isWhole || boundary.End > 0)
        {
            ReadOnlyMemory<byte> records = isWhole ? start : start[..boundary.End];
            if (new LayoutFinder(input, dialect, separator, records, Math.Min(firstRecord, records.Length)).Find() is LayoutStep step)
            {
                return step;
            }
        }

        if (isLast && boundary.OpenQuote >= 0)
        {
            throw SegmentReader.UnclosedQuote(boundary.OpenQuote).ToException(File, PlaceOf(boundary.OpenQuote, start.Span));
        }

        if (isLast)
        {
            bool skips = input.Options.SkipLines > 0;
            throw new DataException(
                start.IsEmpty ? "the file is empty" : "the file has " + (skips, input.Options.Comment) switch
                {
                    (false, null) => "blank lines only",
                    (false, _) => "nothing but blank lines and comments",
                    (true, null) => "nothing but skipped and blank lines",
                    (true, _) => "nothing but skipped lines, blank lines and comments",
                },
                File,
                hint: skips
                    ? "skip fewer lines: the first one after them should name the columns"
                    : "the first line should name the columns");
        }

        return start.Length < input.Tuning.LongestRecordBytes
            ? null
            : throw new DataException(
                "no line ends within the first " + (start.Length >> 20).ToString(CultureInfo.InvariantCulture) + " MB",
                File,
                hint: "either this is not a CSV file with one record per line, or a quote is never closed");
    }

    // The last character may be cut.
    private bool MayBeOlder(ReadOnlySpan<byte> start, bool isLast)
    {
        if (dialect.Encoding is not null || !input.MayBeOlder || Utf8.IsValid(start))
        {
            return false;
        }

        int invalid = TextFaults.FirstInvalidUtf8(start);
        return isLast || Rune.DecodeFromUtf8(start[invalid..], out _, out _) != OperationStatus.NeedMoreData;
    }

    /// <summary>The settings of the CSV reader that all reading shares.</summary>
    public static CsvReaderOptions ReaderOptions(char? delimiter, CsvQuote? quote) => new()
    {
        Separator = delimiter,
        Mode = quote == CsvQuote.None ? CsvMode.NoEscape : CsvMode.Rfc4180,
        Quote = quote == CsvQuote.Apostrophe ? '\'' : '"',
        HasHeader = false,
        TrimWhitespace = true,
        TrimInsideQuotes = true,
    };

    // A line such as sep=; as spreadsheets write it.
    private int AfterSeparatorLine(ReadOnlySpan<byte> start)
    {
        ReadOnlySpan<byte> prefix = "sep="u8;
        int end = prefix.Length + (dialect.HasBlanks ? 0 : 1);
        return start.Length > end && Ascii.EqualsIgnoreCase(start[..prefix.Length], prefix) && start[end] is (byte)'\n' or (byte)'\r'
            ? AfterLineBreak(start, end)
            : 0;
    }

    // The reader looks at many lines. What it finds must also divide the first record: if not, another character may, or else there is one
    // column only, whose texts contain the character.
    private char DetectDelimiter(ReadOnlyMemory<byte> start, out int firstRecord)
    {
        using CsvReader reader = CsvReader.Create(start, ReaderOptions(null, dialect.Quote));
        firstRecord = ReadNotBlank(reader) ? (int)reader.ByteOffset : 0;
        if (reader.FieldCount > 1)
        {
            return reader.Separator;
        }

        foreach (char candidate in UsualDelimiters)
        {
            using CsvReader other = CsvReader.Create(start[firstRecord..], ReaderOptions(candidate, dialect.Quote));
            if (ReadNotBlank(other) && other.FieldCount > 1)
            {
                return candidate;
            }
        }

        return UsualDelimiters[0];
    }

    private static bool ReadNotBlank(CsvReader reader)
    {
        while (reader.Read())
        {
            if (!SegmentParser.IsBlank(reader))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The line of a position.</summary>
    public static RowPlace PlaceOf(int offset, ReadOnlySpan<byte> start) => RowPlace.OfLine(1 + LineCounter.Count(start[..offset]));

    /// <summary>Where the text goes on after a line break, if there is one.</summary>
    public static int AfterLineBreak(ReadOnlySpan<byte> text, int end) => text[end..] switch
    {
        [(byte)'\r', (byte)'\n', ..] => end + 2,
        [(byte)'\r' or (byte)'\n', ..] => end + 1,
        _ => end,
    };
}
