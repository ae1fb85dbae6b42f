namespace LogReg.Data;

/// <summary>The origin of a table, and the notes of reading it.</summary>
/// <param name="Names">All names of the file's header; <see langword="null"/> if there is none.</param>
/// <param name="Notes">Notes on the cells.</param>
internal sealed record TableOrigin(IReadOnlyList<string>? Names, IReadOnlyList<ReadNote> Notes)
{
    /// <summary>The source that the table was read from, for hints.</summary>
    public required SourceDescription Source { get; init; }
}
