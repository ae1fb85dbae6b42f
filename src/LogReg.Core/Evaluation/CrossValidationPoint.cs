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

    /// <summary>The mean log loss.</summary>
    public required MetricEstimate LogLoss { get; init; }

    /// <summary>The area under the ROC curve.</summary>
    public required MetricEstimate RocAuc { get; init; }

    /// <summary>The accuracy, at the threshold 0.5 or that of the options.</summary>
    public required MetricEstimate Accuracy { get; init; }
}
