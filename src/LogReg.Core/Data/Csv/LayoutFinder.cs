using System.Globalization;
using System.Text.Unicode;

namespace LogReg.Data;

/// <summary>Finds the header among the first records of a file, and which cells belong to its names.</summary>
/// <param name="input">The file.</param>
/// <param name="dialect">How its text is written.</param>
/// <param name="separator">The character between cells as the parser sees it.</param>
/// <param name="start">The start of the text, up to the end of a record.</param>
/// <param name="firstRecord">Where the first record begins.</param>
internal sealed class LayoutFinder(
    CsvInput input, CsvDialect dialect, char separator, ReadOnlyMemory<byte> start, int firstRecord)
{
    private readonly RecordSample _sample = new(start, firstRecord, separator, dialect.Quote);

    private IReadOnlyList<SampleRecord> Records => _sample.Records;

    /// <summary>Finds the layout, or the dialect with which to look again; <see langword="null"/> if there is no record.</summary>
    /// <exception cref="DataException">The names are not good, or it is not certain which line has them.</exception>
    public LayoutStep? Find()
    {
        if (Records.Count == 0)
        {
            return null;
        }

        if (!input.Options.HasHeader)
        {
            return Numbered(Records[0]);
        }

        int header = 0;
        if (!IsOrdinary)
        {
            if (AnotherDelimiter() is LayoutStep other)
            {
                return other;
            }

            header = input.IsLive ? 0 : TitleLines.Count(_sample);
            if (header == 0)
            {
                TitleLines.ThrowIfLikely(_sample, input.Name);
            }
        }

        return WithHeader(header);
    }

    // Every record has as many cells as the first has names.
    private bool IsOrdinary
    {
        get
        {
            SampleRecord first = Records[0];
            return first.Count > 1 && first.Filled == first.Count && _sample.FirstByteOf(first) != (byte)'#'
                && Records.All(record => record.Count == first.Count);
        }
    }

    // What a single column looks like may be cells between blanks, or a title above a table with another delimiter.
    private LayoutStep? AnotherDelimiter()
    {
        if ((dialect.Delimiter is not null && !dialect.IsDelimiterGuess) || input.IsLive)
        {
            return null;
        }

        if (BlankSplit.FindHeader(_sample, start.Span) is int header and >= 0)
        {
            long line = _sample.LineOf(Records[header]);
            ReadNote[] ofTitles =
                header == 0 ? [] : [LayoutNotes.LinesAboveHeader(line - 1, _sample.FirstByteOf(Records[0]) == (byte)'#')];
            return new LayoutStep(
                null,
                dialect.With(CsvDialect.Blanks) with { SkipLines = header == 0 ? dialect.SkipLines : line - 1 },
                [.. ofTitles, LayoutNotes.BlankDelimiter(line)]);
        }

        // Numbers with decimal commas, as R's write.csv2 writes them under a header that begins with an empty name, are no cells.
        if (Records[0].Count > 1 && Records.All(record => record.Count == Records[0].Count))
        {
            return null;
        }

        return DelimiterBelowTitles() is char found && found != dialect.Delimiter ? new LayoutStep(null, dialect.With(found), []) : null;
    }

    // The delimiter that finds the header earliest: to another one, such as the comma of numbers, the header itself is one more title.
    private char? DelimiterBelowTitles()
    {
        RecordSample[] samples =
            [.. LayoutReader.UsualDelimiters.Select(candidate => new RecordSample(start, firstRecord, candidate, dialect.Quote))];
        int[] titles = [.. samples.Select(TitleLines.Count)];
        int best = Enumerable.Range(0, samples.Length).Where(i => titles[i] > 0).DefaultIfEmpty(-1).MinBy(i => i < 0 ? 0 : titles[i]);
        if (best < 0)
        {
            return null;
        }

        if (LayoutReader.UsualDelimiters[best] != ',')
        {
            return LayoutReader.UsualDelimiters[best];
        }

        // A character that divides the line above the rows as often as most rows is nearer to the truth than the comma of numbers.
        byte[] above = samples[best].TextOf(samples[best].Records[titles[best] - 1]).ToArray();
        byte[][] rows = [.. samples[best].Records.Skip(titles[best]).Select(record => samples[best].TextOf(record).ToArray())];
        foreach (char other in LayoutReader.UsualDelimiters)
        {
            int count = above.AsSpan().Count((byte)other);
            if (other != ',' && count > 0
                && 2 * rows.Count(row => row.AsSpan().Count((byte)other) == count) > rows.Length)
            {
                return other;
            }
        }

        return LayoutReader.UsualDelimiters[best];
    }

    private LayoutStep Numbered(SampleRecord first)
    {
        string[] names = new string[first.Count];
        for (int i = 0; i < names.Length; i++)
        {
            names[i] = "x" + (i + 1).ToString(CultureInfo.InvariantCulture);
        }

        return Layout(names, RecordShape.Of(names.Length), first.Offset, []);
    }

    private LayoutStep WithHeader(int position)
    {
        SampleRecord header = Records[position];
        long line = _sample.LineOf(header);
        int end = header.Offset + header.Length;
        if (!Utf8.IsValid(start.Span[header.Offset..end]))
        {
            int invalid = header.Offset + TextFaults.FirstInvalidUtf8(start.Span[header.Offset..]);
            throw TextFaults.InvalidUtf8(invalid).ToException(input.Name, LayoutReader.PlaceOf(invalid, start.Span));
        }

        string[] names = _sample.CellsOf(header);
        var notes = new List<ReadNote>();
        if (position > 0)
        {
            notes.Add(LayoutNotes.LinesAboveHeader(line - 1, _sample.FirstByteOf(Records[0]) == (byte)'#'));
        }

        var shape = new ShapeFinder(input, _sample, position);
        RecordShape found = shape.Find(names, notes);
        IReadOnlyList<int> positions = shape.IsShort ? [.. Enumerable.Range(0, names.Length)] : found.Fields;
        string[] kept = [.. positions.Select(place => names[place])];
        HeaderNames.Check(kept, positions, names.Length, input.Name, line, HasNamesBelow(position) ? line : null);
        if (position + 1 < Records.Count && Records[position + 1] is SampleRecord dashes && dashes.Filled == dashes.Count
            && TitleLines.AreDashes(_sample.TextOf(dashes), (byte)separator))
        {
            notes.Add(LayoutNotes.LineOfDashes(_sample.LineOf(dashes)));
            end = dashes.Offset + dashes.Length;
        }

        return Layout(kept, found, LayoutReader.AfterLineBreak(start.Span, end), notes);
    }

    // Of two lines of names the first is often merged cells of a spreadsheet.
    private bool HasNamesBelow(int position) => position + 1 < Records.Count
        && TitleLines.AreNames(_sample.CellsOf(Records[position + 1])) && Records[position + 1].Filled == Records[position].Count;

    private LayoutStep Layout(string[] names, RecordShape shape, int dataOffset, IReadOnlyList<ReadNote> notes)
    {
        CsvDialect known = dialect with { Delimiter = dialect.Delimiter ?? separator };
        return new LayoutStep(
            new CsvLayout(
                new CsvHeader(names, known.Delimiter.Value),
                known,
                shape,
                dataOffset,
                1 + LineCounter.Count(start.Span[..dataOffset]),
                start[dataOffset..]),
            null,
            notes);
    }
}
