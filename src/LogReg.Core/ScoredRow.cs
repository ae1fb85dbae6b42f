namespace LogReg;

/// <summary>The prediction for one row, with the cells that make it less sure than it looks.</summary>
public sealed record ScoredRow
{
    /// <summary>The predicted class: one of the target's classes.</summary>
    public required string Prediction { get; init; }

    /// <summary>The probability of the positive class, 0 to 1; <see langword="null"/> for more than two classes.</summary>
    public double? Probability { get; init; }

    /// <summary>The probability of each of the target's classes, in their order.</summary>
    public required IReadOnlyList<double> Probabilities { get; init; }

    /// <summary>
    /// The cells that training never saw the like of, in the order of the features: an unseen level, a missing number, a number outside the range of the training rows. Empty for a row without any.
    /// <see cref="RowFlag.Row"/> is 0.
    /// </summary>
    public required IReadOnlyList<RowFlag> Flags { get; init; }
}
