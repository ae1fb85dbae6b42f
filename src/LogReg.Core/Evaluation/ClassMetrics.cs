namespace LogReg.Evaluation;

/// <summary>The metrics of one of three or more classes against the others. A ratio whose denominator is 0 is NaN.</summary>
public sealed record ClassMetrics
{
    /// <summary>The name of the class.</summary>
    public required string Class { get; init; }

    /// <summary>The number of rows of this class, or the sum of their weights.</summary>
    public required double Support { get; init; }

    /// <summary>The precision (positive predictive value): the proportion of the rows predicted as this class that belong to it, in [0, 1].
    /// NaN if it was never predicted.</summary>
    public required double Precision { get; init; }

    /// <summary>The recall (sensitivity): the proportion of the rows of this class that were predicted as it, in [0, 1]. NaN if it has no
    /// rows.</summary>
    public required double Recall { get; init; }

    /// <summary>
    /// The F1 score, the harmonic mean of precision and recall, 2 TP / (2 TP + FP + FN), in [0, 1]. NaN if the class has no rows and was
    /// never predicted.
    /// </summary>
    public required double F1 { get; init; }

    /// <summary>
    /// The area under the ROC curve of this class against all others, ranked by the probability of this class, in [0, 1]. NaN if all rows,
    /// or none, are of this class.
    /// </summary>
    public required double RocAuc { get; init; }
}
