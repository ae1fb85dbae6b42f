namespace LogReg.Evaluation;

/// <summary>Metrics of the ranking by score, which need no threshold.</summary>
internal sealed record RankingMetrics
{
    /// <summary>
    /// The area under the ROC curve: the chance that a positive row scores above a negative one, a tie counting half (the Mann-Whitney
    /// statistic with mid-ranks). NaN if there is no positive or no negative.
    /// </summary>
    public required double RocAuc { get; init; }

    /// <summary>
    /// Σ (Rₛ − Rₛ₋₁) Pₛ over the distinct scores s from the highest down, with recall R and precision P of the rows that score at least s.
    /// NaN if there is no positive.
    /// </summary>
    public required double AveragePrecision { get; init; }
}
