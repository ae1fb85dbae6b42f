namespace LogReg.Evaluation;

/// <summary>How models do on rows that they were not fitted to, at one λ and α.</summary>
public sealed record CrossValidationPoint
{
    /// <summary>λ.</summary>
    public required double Lambda { get; init; }

    /// <summary>α, the share of the lasso.</summary>
    public required double Alpha { get; init; }

    /// <summary>How many coefficients of the model of all rows are not 0, intercepts apart.</summary>
    public required int NonZeroCount { get; init; }

    /// <summary>The mean log loss, in nats; +∞ if a row was sure and wrong.</summary>
    public required MetricEstimate LogLoss { get; init; }

    /// <summary>The area under the ROC curve, of several classes the mean of one against the rest. A fold without rows of a class has none and does not count.</summary>
    public required MetricEstimate RocAuc { get; init; }

    /// <summary>The accuracy, at the threshold 0.5 or that of the options.</summary>
    public required MetricEstimate Accuracy { get; init; }

    /// <summary>The estimate of a metric.</summary>
    /// <param name="metric">Which one.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such metric.</exception>
    public MetricEstimate Of(ValidationMetric metric) => metric switch
    {
        ValidationMetric.LogLoss => LogLoss,
        ValidationMetric.RocAuc => RocAuc,
        ValidationMetric.Accuracy => Accuracy,
        _ => throw new ArgumentOutOfRangeException(nameof(metric), metric, $"There is no metric {metric}."),
    };
}
