namespace LogReg.Evaluation;

/// <summary>The results of cross-validation. Everything that is learned from rows, including means and levels, is learned again from the
/// training rows of each fold.</summary>
public sealed record CrossValidation
{
    /// <summary>The number of folds.</summary>
    public required int Folds { get; init; }

    /// <summary>The number of rows that each fold holds out.</summary>
    public required IReadOnlyList<long> FoldRows { get; init; }

    /// <summary>The column that groups rows, or <see langword="null"/>.</summary>
    public string? FoldsColumn { get; init; }

    /// <summary>Whether each value of <see cref="FoldsColumn"/> is a fold, because it has no more values than the requested number of
    /// folds.</summary>
    public bool FoldsAreValues { get; init; }

    /// <summary>The seed by which rows were assigned to folds.</summary>
    public required int Seed { get; init; }

    /// <summary>The metric by which the points were compared.</summary>
    public required ValidationMetric Metric { get; init; }

    /// <summary>Whether λ (and α) was chosen from the points. If not, the penalty was given, and there is one point.</summary>
    public required bool ChoosesLambda { get; init; }

    /// <summary>The values of λ and α that were tried, in the order of the given α and by decreasing λ; one point if the penalty was
    /// given.</summary>
    public required IReadOnlyList<CrossValidationPoint> Points { get; init; }

    /// <summary>The index of the point with the best mean metric; of equal ones, that with the largest λ.</summary>
    public required int BestIndex { get; init; }

    /// <summary>The index of the point with the largest λ, at the same α, whose mean metric is within one standard error of the
    /// best.</summary>
    public required int OneStandardErrorIndex { get; init; }

    /// <summary>The index of the selected point.</summary>
    public required int SelectedIndex { get; init; }

    /// <summary>Whether the point within one standard error was selected instead of the best.</summary>
    public bool PrefersOneStandardError { get; init; }

    /// <summary>The rule by which the threshold of the model was chosen on held-out rows; <see langword="null"/> if it was given.</summary>
    public ThresholdRule? ThresholdRule { get; init; }

    /// <summary>The performance of the selected point on all rows, each predicted by the model that was not fitted to it, at the model's
    /// threshold; <see langword="null"/> if the model was read from a file.</summary>
    public ClassificationMetrics? OutOfSample { get; init; }

    /// <summary>The selected point.</summary>
    public CrossValidationPoint Selected => Points[SelectedIndex];

    /// <summary>The point with the best mean metric.</summary>
    public CrossValidationPoint Best => Points[BestIndex];

    /// <summary>The point with the largest λ whose mean metric is within one standard error of the best.</summary>
    public CrossValidationPoint OneStandardError => Points[OneStandardErrorIndex];
}
