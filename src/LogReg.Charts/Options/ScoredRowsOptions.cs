namespace LogReg.Charts;

/// <summary>How scored rows count and what figures call them.</summary>
public sealed record ScoredRowsOptions
{
    /// <summary>The column of weights; <see langword="null"/> if every row has weight 1.</summary>
    public string? WeightColumn { get; init; }

    /// <summary>The name of the data in subtitles and messages; <see langword="null"/> for the name of the source.</summary>
    public string? Name { get; init; }
}
