namespace LogReg.Data;

/// <summary>The lines of a file that repeat its header; segments must come in order.</summary>
internal sealed class RepeatedHeaders
{
    private const int MostLines = 3;

    private readonly List<long> _lines = [];
    private long _count;

    /// <summary>The note on them, or <see langword="null"/> if there are none.</summary>
    public ReadNote? Note => _count == 0
        ? null
        : new ReadNote(ReadNoteKind.RepeatedHeader, null, _count, 0, [.. _lines.Select(line => new StrayText("", 1, line))]);

    /// <summary>Adds those of the next segment.</summary>
    /// <param name="rows">What was parsed.</param>
    /// <param name="segment">Where it comes from.</param>
    /// <param name="firstLine">The line at which the segment starts.</param>
    public void Add(ParsedRows rows, Segment segment, long firstLine)
    {
        foreach (int offset in rows.RepeatedHeaders)
        {
            _count++;
            if (_lines.Count < MostLines)
            {
                _lines.Add(firstLine + LineCounter.Count(segment.Bytes[..offset]));
            }
        }
    }
}
