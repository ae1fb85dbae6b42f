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

    /// <summary>Tells other processes.</summary>
    /// <param name="writer">Where to.</param>
    public void Write(BinaryWriter writer)
    {
        writer.Write(_count);
        writer.Write(_lines.Count);
        _lines.ForEach(line => FaultBytes.WritePlace(writer, line, column: null));
    }

    /// <summary>Adds those of the rows that follow, which another process has read.</summary>
    /// <param name="reader">Where from.</param>
    public void Add(BinaryReader reader)
    {
        _count += reader.ReadInt64();
        for (int lines = reader.ReadInt32(); lines > 0; lines--)
        {
            RowPlace line = FaultBytes.ReadPlace(reader)!.Value;
            if (_lines.Count < MostLines)
            {
                _lines.Add(line);
            }
        }
    }

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
