namespace LogReg.Evaluation;

/// <summary>How a model does on rows that it was not fitted to. Everything that is learned from rows, means and levels included, is learned anew from the
/// training rows of each fold.</summary>
public sealed record CrossValidation
{
    /// <summary>Into how many parts the rows were dealt.</summary>
    public required int Folds { get; init; }

    /// <summary>The column that says which rows belong together, or <see langword="null"/>.</summary>
    public string? FoldsColumn { get; init; }

    /// <summary>The seed by which the rows were dealt.</summary>
    public required int Seed { get; init; }

    /// <summary>By what the points were compared.</summary>
    public required ValidationMetric Metric { get; init; }

    /// <summary>The λ and α that were tried, by α in the order given and falling λ; the one point of a fixed model.</summary>
    public required IReadOnlyList<CrossValidationPoint> Points { get; init; }

    /// <summary>The position of the point with the best mean.</summary>
    public required int BestIndex { get; init; }

    /// <summary>The position of the point that was taken.</summary>
    public required int SelectedIndex { get; init; }

    /// <summary>The point that was taken.</summary>
    public CrossValidationPoint Selected => Points[SelectedIndex];

    /// <summary>The point with the best mean.</summary>
    public CrossValidationPoint Best => Points[BestIndex];
}
