namespace LogReg;

/// <summary>What scoring brings along besides the predictions.</summary>
public sealed record ScoringOptions
{
    /// <summary>Columns of the input to pass through as they are.</summary>
    public IReadOnlyList<string> KeptColumns { get; init; } = [];

    /// <summary>Whether to read the target column, if the input has it, so that the predictions can be compared with it.</summary>
    public bool ReadTarget { get; init; } = true;

    /// <summary>The column of the rows' weights, numbers of 0 or more, to be found in <see cref="ScoredChunk.Weights"/>; <see langword="null"/> for none.
    /// Predictions do not depend on them.</summary>
    public string? WeightColumn { get; init; }

    /// <summary>The confidence of an interval for each probability, between 0 and 1; <see langword="null"/> for none. Two classes only.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not between 0 and 1.</exception>
    public double? Interval
    {
        get;
        init => field = value is null or (> 0 and < 1)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(Interval), value, $"{nameof(Interval)} is {value}, but must be between 0 and 1.");
    }

    /// <summary>How many of the largest contributions to each row's log-odds to find, with the row's flags; 0 for neither. Two classes only.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public int Contributions
    {
        get;
        init => field = value >= 0
            ? value
            : throw new ArgumentOutOfRangeException(nameof(Contributions), value, $"{nameof(Contributions)} is {value}, but must be 0 or more.");
    }
}
