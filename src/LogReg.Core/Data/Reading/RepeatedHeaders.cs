namespace LogReg.Data;

/// <summary>The lines of a file that repeat its header; batches must come in order.</summary>
internal sealed class RepeatedHeaders
{
    private const int MostLines = 3;

    private readonly List<RowPlace> _lines = [];
    private long _count;

    /// <summary>The note on them, or <see langword="null"/> if there are none.</summary>
    public ReadNote? Note => _count == 0
        ? null
        : new ReadNote(ReadNoteKind.RepeatedHeader, null, _count, 0, [.. _lines.Select(line => new StrayText("", 1, line))]);

    /// <summary>Adds those of the next batch.</summary>
    /// <param name="rows">The parsed rows.</param>
    /// <param name="batch">Where it comes from.</param>
    public void Add(ParsedRows rows, Batch batch)
    {
        foreach (int offset in rows.RepeatedHeaders)
        {
            _count++;
            if (_lines.Count < MostLines)
            {
                _lines.Add(batch.PlaceOf(offset));
            }
        }
    }
}
