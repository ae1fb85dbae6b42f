namespace LogReg;

/// <summary>The options of a diagnosis.</summary>
public sealed record DiagnosisOptions
{
    /// <summary>The column of weights, as in training; <see langword="null"/> if every row has weight 1.</summary>
    public string? WeightColumn { get; init; }

    /// <summary>The columns of the input to pass through unchanged.</summary>
    public IReadOnlyList<string> KeptColumns { get; init; } = [];
}
