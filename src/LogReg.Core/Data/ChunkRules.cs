namespace LogReg.Data;

/// <summary>What is skipped rather than refused while chunks are read.</summary>
/// <param name="SkipsRepeatedHeaders">Whether a record that repeats the header is passed over, as reading a table does, rather than an
/// error.</param>
internal sealed record ChunkRules(bool SkipsRepeatedHeaders)
{
    /// <summary>The column without whose cell a row decides nothing, so that a text in a column of numbers is missing there;
    /// <see langword="null"/> if every text is an error.</summary>
    public string? Target { get; init; }

    /// <summary>Whether the rows are scored by a model, which knows how training wrote the numbers.</summary>
    public bool LooksAtNotations { get; init; }

    /// <summary>Receives what was passed over.</summary>
    public ReadLosses Losses { get; } = new();
}
