using LogReg.Inference;

namespace LogReg;

/// <summary>The average of the predicted probabilities of many rows.</summary>
public sealed record AveragePrediction
{
    /// <summary>The number of rows with a weight above 0, at least 1.</summary>
    public required long Rows { get; init; }

    /// <summary>The (weighted) mean probability of every class, in the order of the target's classes, 0 to 1.</summary>
    public required IReadOnlyList<double> Probabilities { get; init; }

    /// <summary>The standard error of the mean probability of the positive class, by the delta method; ∞ if the log-odds of a row have no
    /// finite estimate, NaN if the model has no covariance matrix or more than two classes.</summary>
    public double StandardError { get; init; } = double.NaN;

    /// <summary>The confidence interval of the mean probability of the positive class, symmetric on the scale of the log-odds; NaN where
    /// <see cref="StandardError"/> is.</summary>
    public ConfidenceInterval Interval { get; init; } = new(double.NaN, double.NaN);
}
