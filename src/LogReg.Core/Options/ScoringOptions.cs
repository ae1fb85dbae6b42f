namespace LogReg;

/// <summary>The options of scoring.</summary>
public sealed record ScoringOptions
{
    /// <summary>The columns of the input to pass through unchanged.</summary>
    public IReadOnlyList<string> KeptColumns { get; init; } = [];

    /// <summary>Whether to read the target column, if the input has it, to compare the predictions with it.</summary>
    public bool ReadTarget { get; init; } = true;

    /// <summary>The column of weights, which must be 0 or more, returned in <see cref="ScoredChunk.Weights"/>; <see langword="null"/> for
    /// none. Predictions do not depend on the weights.</summary>
    public string? WeightColumn { get; init; }

    /// <summary>Whether the predictions serve only to be compared with the known classes, as in an evaluation, so that there need not be
    /// one for each record: a record that repeats the header is passed over rather than an error. <see cref="ScoringTally.Warnings"/> tells
    /// of it.</summary>
    public bool ForComparison { get; init; }

    /// <summary>Whether to flag cells unlike those of the training rows, in <see cref="ScoredChunk.Flags"/>.</summary>
    public bool Flags { get; init; }

    /// <summary>The confidence level of an interval for each probability, between 0 and 1; <see langword="null"/> for no intervals. Two
    /// classes only.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not between 0 and 1.</exception>
    public double? Interval
    {
        get;
        init => field = value is null or (> 0 and < 1)
            ? value
            : throw new ArgumentOutOfRangeException(
                nameof(Interval), value, $"{nameof(Interval)} is {value}, but must be between 0 and 1.");
    }

    /// <summary>The number of largest contributions to the log-odds to return for each row, together with flags for unusual cells; 0 for
    /// neither. Two classes only.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public int Contributions
    {
        get;
        init => field = value >= 0
            ? value
            : throw new ArgumentOutOfRangeException(
                nameof(Contributions), value, $"{nameof(Contributions)} is {value}, but must be 0 or more.");
    }
}
