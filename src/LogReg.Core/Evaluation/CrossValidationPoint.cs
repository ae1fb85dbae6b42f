namespace LogReg.Evaluation;

/// <summary>The performance on held-out rows at one λ and α.</summary>
public sealed record CrossValidationPoint
{
    /// <summary>λ.</summary>
    public required double Lambda { get; init; }

    /// <summary>α, the lasso's share of the penalty.</summary>
    public required double Alpha { get; init; }

    /// <summary>The number of nonzero coefficients, without intercepts, of the model that is fitted to all rows.</summary>
    public required int NonZeroCount { get; init; }

    /// <summary>The mean log loss, in nats; +∞ if an actual class has probability 0.</summary>
    public required MetricEstimate LogLoss { get; init; }

    /// <summary>The area under the ROC curve; with three or more classes, the mean of one class against the rest. Folds without rows of a
    /// class are ignored.</summary>
    public required MetricEstimate RocAuc { get; init; }

    /// <summary>The accuracy at a threshold of 0.5, or that of the options.</summary>
    public required MetricEstimate Accuracy { get; init; }

    /// <summary>Gets the estimate of a metric.</summary>
    /// <param name="metric">The metric.</param>
    /// <exception cref="ArgumentOutOfRangeException">The metric is not defined in the enumeration.</exception>
    public MetricEstimate Of(ValidationMetric metric) => metric switch
    {
        ValidationMetric.LogLoss => LogLoss,
        ValidationMetric.RocAuc => RocAuc,
        ValidationMetric.Accuracy => Accuracy,
        _ => throw new ArgumentOutOfRangeException(nameof(metric), metric, $"There is no metric {metric}."),
    };
}
