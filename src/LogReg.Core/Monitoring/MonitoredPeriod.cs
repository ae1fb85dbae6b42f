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

    /// <summary>The mean of the predicted probabilities.</summary>
    public required double MeanProbability { get; init; }

    /// <summary>How far the score has moved; <see langword="null"/> if the model file does not say how it was distributed.</summary>
    public required ShareDrift? Score { get; init; }

    /// <summary>What has changed in each feature, in the order of the model.</summary>
    public required IReadOnlyList<FeatureDrift> Features { get; init; }

    /// <summary>How predictions agree with known classes; <see langword="null"/> if there are none.</summary>
    public required OutcomeCheck? Outcomes { get; init; }
}
