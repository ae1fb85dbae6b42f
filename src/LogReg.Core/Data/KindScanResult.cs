namespace LogReg.Data;

/// <summary>What a scan of kinds found out.</summary>
/// <param name="requests">The columns as they were asked for.</param>
/// <param name="headerNames">The names that were read from a line of the data; <see langword="null"/> if there is no such line.</param>
internal sealed class KindScanResult(Dictionary<string, ColumnRequest> requests, IReadOnlyList<string>? headerNames)
{
    /// <summary>The most levels that a column may have.</summary>
    public const int MostLevels = 65_536;

    private readonly string[] _order = [.. requests.Keys];
    private IReadOnlyList<ColumnRequest>? _requests;
    private readonly List<ReadNote> _notes = [];

    /// <summary>The columns with their kinds and levels, in the order in which they were asked for.</summary>
    public IReadOnlyList<ColumnRequest> Requests => _requests ??= [.. _order.Select(name => requests[name])];

    /// <summary>The names that were read from a line of the data; <see langword="null"/> if there is no such line.</summary>
    public IReadOnlyList<string>? HeaderNames { get; } = headerNames;

    /// <summary>Notes on the text as a whole.</summary>
    public IReadOnlyList<ReadNote> LayoutNotes { get; init; } = [];

    /// <summary>The lines that repeat the header, if there are any.</summary>
    public ReadNote? RepeatedHeader { get; set; }

    /// <summary>Notes on the cells.</summary>
    public IReadOnlyList<ReadNote> Notes =>
        [.. LayoutNotes, .. RepeatedHeader is null ? Array.Empty<ReadNote>() : [RepeatedHeader], .. _notes];

    /// <summary>Adds a note on a column that is settled.</summary>
    public void Add(ReadNote note) => _notes.Add(note);

    /// <summary>Takes over what was found out of a column.</summary>
    public void Settle(ColumnRequest column, IEnumerable<ReadNote> notes)
    {
        requests[column.Name] = column;
        _requests = null;
        _notes.AddRange(notes);
    }
}
