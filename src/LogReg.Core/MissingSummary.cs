namespace LogReg;

/// <summary>What was done about missing cells in the features of a fit, and why.</summary>
/// <param name="Handling">What was done: never <see cref="MissingHandling.Auto"/>.</param>
/// <param name="Reason">Why.</param>
public sealed record MissingSummary(MissingHandling Handling, MissingReason Reason)
{
    /// <summary>How many rows the decision was about. Where rows were left out: all that have a target and a weight above 0, held-out ones among them; else the rows that train.</summary>
    public required long Rows { get; init; }

    /// <summary>How many of these have a missing cell in a feature; <see langword="null"/> where nobody counted them, as in a fit of a stream that imputes.</summary>
    public required long? IncompleteRows { get; init; }

    /// <summary>How many cells of numbers a mean stands in for; a category's missing cells are a level of their own.</summary>
    public long ImputedCells { get; init; }

    /// <summary>The class, feature or level without which <see cref="MissingHandling.Auto"/> did not want to be; <see langword="null"/> where it is not about one.</summary>
    public string? Lost { get; init; }
}
