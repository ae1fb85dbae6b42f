namespace LogReg.Data;

/// <summary>What was skipped while reading chunks; complete after the last chunk.</summary>
internal sealed class ReadLosses
{
    private readonly RepeatedHeaders _headers = new();
    private readonly OrderedDictionary<string, CellCensus> _strays = new(StringComparer.Ordinal);
    private long _rows;

    /// <summary>Lines that repeat the header, and texts in columns of numbers in rows without a target.</summary>
    public IReadOnlyList<ReadNote> Notes =>
    [
        .. _headers.Note is ReadNote note ? [note] : Array.Empty<ReadNote>(),
        .. _strays.Select(one => new ReadNote(ReadNoteKind.StraysWithoutTarget, one.Key, one.Value.Strays, 0, one.Value.StrayTexts)),
    ];

    /// <summary>Adds what the next segment holds.</summary>
    /// <param name="rows">What was parsed.</param>
    /// <param name="segment">Where it comes from.</param>
    /// <param name="firstLine">The line at which the segment starts.</param>
    public void Add(ParsedRows rows, Segment segment, long firstLine)
    {
        _headers.Add(rows, segment, firstLine);
        foreach (NumericBuffer buffer in rows.Numeric)
        {
            if (buffer.Counted is { Strays: > 0 } counted)
            {
                string name = buffer.Column.Request.Name;
                if (!_strays.TryGetValue(name, out CellCensus? census))
                {
                    _strays.Add(name, census = new CellCensus());
                }

                census.Add(counted, _rows, firstLine, segment.Bytes);
            }
        }

        _rows += rows.RowCount;
    }
}
