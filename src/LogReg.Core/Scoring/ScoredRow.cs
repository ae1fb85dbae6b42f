namespace LogReg;

/// <summary>The prediction for one row, with flags for the cells that make it less certain.</summary>
public sealed record ScoredRow
{
    /// <summary>The predicted class: one of the target's classes.</summary>
    public required string Prediction { get; init; }

    /// <summary>The probability of the positive class, 0 to 1; <see langword="null"/> for more than two classes.</summary>
    public double? Probability { get; init; }

    /// <summary>The probability of each of the target's classes, in their order.</summary>
    public required IReadOnlyList<double> Probabilities { get; init; }

    /// <summary>
    /// The cells unlike any in the training rows, in the order of the features: an unseen level, a missing number, or a number outside the
    /// range of the training rows. Empty if there are none. <see cref="RowFlag.Row"/> is 0.
    /// </summary>
    public required IReadOnlyList<RowFlag> Flags { get; init; }
}
