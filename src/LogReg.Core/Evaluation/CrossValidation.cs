namespace LogReg.Evaluation;

/// <summary>How a model does on rows that it was not fitted to. Everything that is learned from rows, means and levels included, is learned anew from the
/// training rows of each fold.</summary>
public sealed record CrossValidation
{
    /// <summary>Into how many parts the rows were dealt.</summary>
    public required int Folds { get; init; }

    /// <summary>How many rows each fold holds out.</summary>
    public required IReadOnlyList<int> FoldRows { get; init; }

    /// <summary>The column that says which rows belong together, or <see langword="null"/>.</summary>
    public string? FoldsColumn { get; init; }

    /// <summary>Whether each value of <see cref="FoldsColumn"/> is a fold of its own: it had no more values than folds were asked for.</summary>
    public bool FoldsAreValues { get; init; }

    /// <summary>The seed by which the rows were dealt.</summary>
    public required int Seed { get; init; }

    /// <summary>By what the points were compared.</summary>
    public required ValidationMetric Metric { get; init; }

    /// <summary>Whether λ (and α) was chosen among the points; else the penalty was given, and there is one point.</summary>
    public required bool ChoosesLambda { get; init; }

    /// <summary>The λ and α that were tried, by α in the order given and falling λ; the one point of a fixed model.</summary>
    public required IReadOnlyList<CrossValidationPoint> Points { get; init; }

    /// <summary>The position of the point with the best mean; of equal ones that with the largest λ.</summary>
    public required int BestIndex { get; init; }

    /// <summary>The position of the point with the largest λ, at the same α, whose mean is within one standard error of the best.</summary>
    public required int OneStandardErrorIndex { get; init; }

    /// <summary>The position of the point that was taken.</summary>
    public required int SelectedIndex { get; init; }

    /// <summary>Whether the point within one standard error was asked for, and not the best.</summary>
    public bool PrefersOneStandardError { get; init; }

    /// <summary>How the threshold of the model was chosen on the rows held out; <see langword="null"/> if it was given.</summary>
    public ThresholdRule? ThresholdRule { get; init; }

    /// <summary>The quality of the taken point's predictions for all rows, each made by the model that was not fitted to it, at the model's threshold;
    /// <see langword="null"/> if the model was read from a file.</summary>
    public ClassificationMetrics? OutOfSample { get; init; }

    /// <summary>The point that was taken.</summary>
    public CrossValidationPoint Selected => Points[SelectedIndex];

    /// <summary>The point with the best mean.</summary>
    public CrossValidationPoint Best => Points[BestIndex];

    /// <summary>The point with the largest λ whose mean is within one standard error of the best.</summary>
    public CrossValidationPoint OneStandardError => Points[OneStandardErrorIndex];
}
