namespace LogReg.Serialization;

/// <summary>The member <c>missing</c> of a model file's <c>training</c>.</summary>
internal sealed record MissingDocument
{
    public string? Handling { get; init; }

    public string? Reason { get; init; }

    public long? Rows { get; init; }

    public long? IncompleteRows { get; init; }

    public long? ImputedCells { get; init; }

    public string? Lost { get; init; }
}
