namespace LogReg.Monitoring;

/// <summary>The rows of a day, a week, a month or a year.</summary>
public sealed record MonitoredPeriod
{
    /// <summary>Its first day.</summary>
    public required DateOnly Start { get; init; }

    /// <summary>Its name, such as <c>2026-05</c>.</summary>
    public required string Label { get; init; }

    /// <summary>The number of rows.</summary>
    public required long Rows { get; init; }

    /// <summary>The scores and outcomes of the positive class or, with three or more classes, of each.</summary>
    public required IReadOnlyList<MonitoredClass> Classes { get; init; }

    /// <summary>With two classes, the mean of the predicted probabilities of the positive one; NaN with more.</summary>
    public double MeanProbability => Classes.Count == 1 ? Classes[0].MeanProbability : double.NaN;

    /// <summary>With two classes, how far the score has moved; <see langword="null"/> with more, or if the model file does not say how it
    /// was distributed.</summary>
    public ShareDrift? Score => Classes.Count == 1 ? Classes[0].Score : null;

    /// <summary>With two classes, how predictions agree with known ones; <see langword="null"/> with more, or if none are known.</summary>
    public OutcomeCheck? Outcomes => Classes.Count == 1 ? Classes[0].Outcomes : null;

    /// <summary>What has changed in each feature, in the order of the model.</summary>
    public required IReadOnlyList<FeatureDrift> Features { get; init; }
}
