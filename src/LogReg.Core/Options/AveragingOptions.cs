namespace LogReg;

/// <summary>The options of averages of predicted probabilities.</summary>
public sealed record AveragingOptions
{
    /// <summary>The confidence level of the intervals, between 0 and 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not between 0 and 1.</exception>
    public double Confidence
    {
        get;
        init => field = value is > 0 and < 1
            ? value
            : throw new ArgumentOutOfRangeException(
                nameof(Confidence), value, $"{nameof(Confidence)} is {value}, but must be between 0 and 1.");
    } = 0.95;

    /// <summary>The column of weights, which must be 0 or more; <see langword="null"/> if every row has weight 1.</summary>
    public string? WeightColumn { get; init; }
}
