namespace LogReg;

/// <summary>How missing cells in the features of a fit were handled, and why.</summary>
/// <param name="Handling">How they were handled; never <see cref="MissingHandling.Auto"/>.</param>
/// <param name="Reason">The reason.</param>
public sealed record MissingSummary(MissingHandling Handling, MissingReason Reason)
{
    /// <summary>The number of rows that were considered: if rows were left out, all rows with a target and a weight above 0, including
    /// held-out rows; otherwise the training rows.</summary>
    public required long Rows { get; init; }

    /// <summary>The number of these rows with a missing cell in a feature; <see langword="null"/> if they were not counted, as in a fit of
    /// a stream that imputes.</summary>
    public required long? IncompleteRows { get; init; }

    /// <summary>The number of numeric cells that were replaced by a mean; missing cells of categorical features are a level of their
    /// own.</summary>
    public long ImputedCells { get; init; }

    /// <summary>The class, feature or level that leaving rows out would have removed; <see langword="null"/> for other reasons.</summary>
    public string? Lost { get; init; }
}
