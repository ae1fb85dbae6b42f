namespace LogReg;

/// <summary>What a diagnosis reads besides the model's own columns.</summary>
public sealed record DiagnosisOptions
{
    /// <summary>The column of the rows' weights, which training had; <see langword="null"/> for 1.</summary>
    public string? WeightColumn { get; init; }

    /// <summary>Columns of the input to pass through as they are.</summary>
    public IReadOnlyList<string> KeptColumns { get; init; } = [];
}
