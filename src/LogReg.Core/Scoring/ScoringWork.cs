namespace LogReg.Scoring;

/// <summary>The goal of a pass over an input.</summary>
/// <param name="Options">The options of the caller.</param>
/// <param name="Variance">The covariance for the variance of each row's log-odds, or <see langword="null"/>.</param>
internal sealed record ScoringWork(ScoringOptions Options, LogOddsVariance? Variance = null)
{
    /// <summary>Whether the rows are those whose class is known, so that a text in a column of numbers is missing in a row without a
    /// class.</summary>
    public bool IsOfKnownClasses { get; init; }
}
