using System.Globalization;
using System.Text.Unicode;
using CsvHelper;

namespace LogReg.Data;

/// <summary>Looks at the start of a CSV file: is it one, what is its delimiter, what are the names.</summary>
internal static class LayoutReader
{
    private const string UsualDelimiters = ",;\t|";

    // The header and a row, between which the delimiter must be the same.
    private const int LiveLines = 2;

    /// <summary>Reads as much of the text as it takes to know the layout.</summary>
    /// <param name="text">The text of the file as UTF-8.</param>
    /// <param name="file">The name of the file for errors.</param>
    /// <param name="options">How to read the file.</param>
    /// <param name="tuning">The sizes to work with.</param>
    /// <returns>The layout.</returns>
    /// <exception cref="DataException">This is not a CSV file with good names.</exception>
    public static CsvLayout Read(Stream text, string file, CsvOptions options, CsvTuning tuning)
    {
        byte[] sample = [];
        int size = Math.Max(tuning.SampleBytes, 2);
        int length = 0;
        while (true)
        {
            Array.Resize(ref sample, size);
            length += text.ReadAtLeast(sample.AsSpan(length), size - length, throwOnEndOfStream: false);
            if (TryRead(sample.AsMemory(0, length), length < size, file, options, tuning) is CsvLayout layout)
            {
                return layout;
            }

            size *= 2;
        }
    }

    /// <summary>
    /// Reads the layout of a text of which nobody knows when more of it comes: from its first two lines that are not blank, or as many more
    /// as it takes. The layout depends only on the text, not on how much of it has arrived.
    /// </summary>
    /// <param name="text">The text of the file as UTF-8.</param>
    /// <param name="file">The name of the file for errors.</param>
    /// <param name="options">How to read the file.</param>
    /// <param name="tuning">The sizes to work with.</param>
    /// <returns>The layout.</returns>
    /// <exception cref="DataException">This is not a CSV file with good names.</exception>
    public static CsvLayout ReadLive(Stream text, string file, CsvOptions options, CsvTuning tuning)
    {
        byte[] sample = new byte[Math.Max(tuning.SampleBytes, 2)];
        int length = 0;
        int end = 0;
        int lines = 0;
        int quotes = 0;
        while (true)
        {
            while (NextLine(sample.AsSpan(end, length - end)) is > 0 and int line)
            {
                lines += IsBlankLine(sample.AsSpan(end, line)) ? 0 : 1;
                quotes += sample.AsSpan(end, line).Count((byte)'"');
                end += line;

                // After an odd number of quotes the line goes on inside a cell.
                if (lines >= LiveLines && quotes % 2 == 0
                    && TryRead(sample.AsMemory(0, end), isLast: false, file, options, tuning) is CsvLayout layout)
                {
                    return layout;
                }
            }

            if (length == sample.Length)
            {
                Array.Resize(ref sample, 2 * length);
            }

            int read = text.Read(sample.AsSpan(length));
            length += read;
            if (read == 0 || length >= tuning.LongestRecordBytes)
            {
                return TryRead(sample.AsMemory(0, length), isLast: read == 0, file, options, tuning)!;
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
    private static CsvLayout? TryRead(ReadOnlyMemory<byte> start, bool isLast, string file, CsvOptions options, CsvTuning tuning)
    {
        BinaryCheck.ThrowIfNotText(start.Span, file);
        int firstRecord = 0;
        char delimiter = options.Delimiter ?? DetectDelimiter(start, out firstRecord);
        RecordBoundary boundary = RecordBoundary.Find(start.Span, (byte)delimiter, isLast);
        bool isWhole = isLast && boundary.OpenQuote < 0;
        if (isWhole || boundary.End > 0)
        {
            CsvLayout? layout = TryRead(isWhole ? start : start[..boundary.End], firstRecord, file, options, delimiter);
            if (layout is not null)
            {
                return layout;
            }
        }

        if (isLast && boundary.OpenQuote >= 0)
        {
            throw SegmentReader.UnclosedQuote(boundary.OpenQuote).ToException(file, PlaceOf(boundary.OpenQuote, start.Span));
        }

        if (isLast)
        {
            throw new DataException("the file is empty", file, hint: "the first line should name the columns");
        }

        return start.Length < tuning.LongestRecordBytes
            ? null
            : throw new DataException(
                "no line ends within the first " + (start.Length >> 20).ToString(CultureInfo.InvariantCulture) + " MB",
                file,
                hint: "either this is not a CSV file with one record per line, or a quote is never closed");
    }

    /// <summary>The settings of the CSV reader that all reading shares.</summary>
    public static CsvReaderOptions ReaderOptions(char? delimiter) => new()
    {
        Separator = delimiter,
        HasHeader = false,
        TrimWhitespace = true,
        TrimInsideQuotes = true,
    };

    // The reader looks at many lines. What it finds must also divide the first record: if not, another character may, or else there is one
    // column only, whose texts contain the character.
    private static char DetectDelimiter(ReadOnlyMemory<byte> start, out int firstRecord)
    {
        using CsvReader reader = CsvReader.Create(start, ReaderOptions(null));
        firstRecord = ReadNotBlank(reader) ? (int)reader.ByteOffset : 0;
        if (reader.FieldCount > 1)
        {
            return reader.Separator;
        }

        foreach (char candidate in UsualDelimiters)
        {
            using CsvReader other = CsvReader.Create(start[firstRecord..], ReaderOptions(candidate));
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

    // Detection has passed over a line such as sep=; as spreadsheets write it: the first record comes after it.
    private static CsvLayout? TryRead(ReadOnlyMemory<byte> start, int firstRecord, string file, CsvOptions options, char delimiter)
    {
        using CsvReader reader = CsvReader.Create(start[Math.Min(firstRecord, start.Length)..], ReaderOptions(delimiter));
        if (!ReadNotBlank(reader))
        {
            return null;
        }

        int recordStart = firstRecord + (int)reader.ByteOffset;
        if (!options.HasHeader)
        {
            string[] numbered = new string[reader.FieldCount];
            for (int i = 0; i < numbered.Length; i++)
            {
                numbered[i] = "x" + (i + 1).ToString(CultureInfo.InvariantCulture);
            }

            return Layout(numbered, start, recordStart, delimiter);
        }

        long line = 1 + LineCounter.Count(start.Span[..recordStart]);
        int recordEnd = recordStart + reader.RawRecord.Length;
        if (!Utf8.IsValid(start.Span[..recordEnd]))
        {
            int invalid = SegmentParser.FirstInvalidUtf8(start.Span);
            throw SegmentParser.InvalidUtf8(invalid).ToException(file, PlaceOf(invalid, start.Span));
        }

        string[] names = new string[reader.FieldCount];
        for (int i = 0; i < names.Length; i++)
        {
            names[i] = CellText.Trim(reader.GetString(i));
        }

        CheckNames(names, file, line);
        return Layout(names, start, AfterLineBreak(start.Span, recordEnd), delimiter);
    }

    private static CsvLayout Layout(string[] names, ReadOnlyMemory<byte> start, int dataOffset, char delimiter) => new(
        new CsvHeader(names, delimiter),
        dataOffset,
        1 + LineCounter.Count(start.Span[..dataOffset]),
        start[dataOffset..]);

    private static RowPlace PlaceOf(int offset, ReadOnlySpan<byte> start) => RowPlace.OfLine(1 + LineCounter.Count(start[..offset]));

    private static int AfterLineBreak(ReadOnlySpan<byte> text, int end) => text[end..] switch
    {
        [(byte)'\r', (byte)'\n', ..] => end + 2,
        [(byte)'\r' or (byte)'\n', ..] => end + 1,
        _ => end,
    };

    private static void CheckNames(string[] names, string file, long line)
    {
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int i = 0; i < names.Length; i++)
        {
            string place = (i + 1).ToString(CultureInfo.InvariantCulture);
            if (names[i].Length == 0)
            {
                throw new DataException(
                    $"column {place} of {names.Length.ToString(CultureInfo.InvariantCulture)} has no name",
                    file,
                    line,
                    hint: $"name it in the first line (pandas writes its index without a name: to_csv(index=False)), or use "
                        + $"{Option.HasHeader.Off} if the first line is data");
            }

            if (!places.TryAdd(names[i], i))
            {
                string first = (places[names[i]] + 1).ToString(CultureInfo.InvariantCulture);
                throw new DataException(
                    $"columns {first} and {place} have the same name {DataException.Quote(names[i])}",
                    file,
                    line,
                    hint: $"rename one of them, or use {Option.HasHeader.Off} if the first line is data");
            }
        }
    }
}
