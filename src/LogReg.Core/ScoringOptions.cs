namespace LogReg;

/// <summary>What scoring brings along besides the predictions.</summary>
public sealed record ScoringOptions
{
    /// <summary>Columns of the input to pass through as they are.</summary>
    public IReadOnlyList<string> KeptColumns { get; init; } = [];

    /// <summary>Whether to read the target column, if the input has it, so that the predictions can be compared with it.</summary>
    public bool ReadTarget { get; init; } = true;
}
