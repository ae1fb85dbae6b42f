using LogReg.Evaluation;
using LogReg.Inference;

namespace LogReg.Estimation;

/// <summary>How good a solution is and how certain: its metrics, its likelihood, and its inference.</summary>
internal sealed record FitAssessment
{
    /// <summary>The solution with the intercepts and weights by which it is used and evaluated.</summary>
    public required FittedSolution Fitted { get; init; }

    /// <summary>The metrics on the training rows.</summary>
    public required ClassificationMetrics Training { get; init; }

    /// <summary>The metrics on the rows held out, or <see langword="null"/>.</summary>
    public required ClassificationMetrics? Test { get; init; }

    /// <summary>The log-likelihood of the intercept (and the offset) alone.</summary>
    public required double NullLogLikelihood { get; init; }

    /// <summary>Why there is no inference; <see langword="null"/> if there is.</summary>
    public required OptionText? InferenceNote { get; init; }

    /// <summary>Standard errors, tests and intervals; <see langword="null"/> if there are none.</summary>
    public required ModelInference? Inference { get; init; }

    /// <summary>The path as it is reported, or <see langword="null"/>.</summary>
    public required RegularizationPath? Path { get; init; }

    /// <summary>The findings that rule out finite estimates.</summary>
    public required FitFindings Findings { get; init; }
}
