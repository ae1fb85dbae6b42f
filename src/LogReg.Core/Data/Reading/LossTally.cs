namespace LogReg.Data;

/// <summary>Counts what is skipped while chunks are read; batches must come in order.</summary>
internal sealed class LossTally
{
    private readonly ReadLosses _losses;
    private readonly IReadOnlyList<ReadNote> _layoutNotes;
    private readonly NotationTally? _notations;
    private readonly RepeatedHeaders _headers = new();
    private readonly OrderedDictionary<string, CellCensus> _strays = new(StringComparer.Ordinal);
    private long _rows;

    /// <param name="losses">Receives the notes.</param>
    /// <param name="layoutNotes">Notes on the text as a whole.</param>
    /// <param name="notations">Compares how numbers are written with training; <see langword="null"/> where no model knows.</param>
    public LossTally(ReadLosses losses, IReadOnlyList<ReadNote> layoutNotes, NotationTally? notations)
    {
        _notations = notations;
        _losses = losses;
        _layoutNotes = layoutNotes;
        losses.Notes = layoutNotes;
    }

    /// <summary>Adds what the next batch holds.</summary>
    /// <param name="rows">The parsed rows.</param>
    /// <param name="batch">Where they come from.</param>
    public void Add(ParsedRows rows, Batch batch)
    {
        bool hasLosses = rows.RepeatedHeaders.Count > 0;
        _headers.Add(rows, batch);
        foreach (NumericBuffer buffer in rows.Columns.OfType<NumericBuffer>())
        {
            if (buffer.Counted is { Strays: > 0 } counted)
            {
                hasLosses = true;
                string name = buffer.Column.Request.Name;
                if (!_strays.TryGetValue(name, out CellCensus? census))
                {
                    _strays.Add(name, census = new CellCensus());
                }

                census.Add(counted, _rows, batch);
            }
        }

        hasLosses |= _notations?.Add(rows, batch, _rows) == true;
        _rows += rows.RowCount;
        if (hasLosses)
        {
            _losses.Notes =
            [
                .. _layoutNotes,
                .. _headers.Note is ReadNote note ? [note] : Array.Empty<ReadNote>(),
                .. _strays.Select(
                    one => new ReadNote(ReadNoteKind.StraysWithoutTarget, one.Key, one.Value.Strays, 0, one.Value.StrayTexts)),
                .. _notations?.Notes() ?? [],
            ];
        }
    }
}
