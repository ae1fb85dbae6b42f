namespace LogReg.Monitoring;

/// <summary>How predictions agree with the classes of a batch that are known by now.</summary>
public sealed record OutcomeCheck
{
    /// <summary>The number of rows with a known class.</summary>
    public required long Rows { get; init; }

    /// <summary>The number of positive rows, or the sum of their weights.</summary>
    public required double Observed { get; init; }

    /// <summary>The sum of the predicted probabilities of these rows, each multiplied by its weight if there are weights.</summary>
    public required double Expected { get; init; }

    /// <summary>Observed by expected positive rows. The interval has the ratios that a number added to all log-odds would make expected,
    /// and that the exact distribution of the number of positive rows, of which each has its own probability, does not reject; it is known
    /// without a positive row, too.</summary>
    public required IntervalEstimate Ratio { get; init; }

    /// <summary>Twice the smaller exact tail beyond the observed number if the model's probabilities are right, 0 to 1.</summary>
    public required double RatioPValue { get; init; }

    /// <summary>Calibration in the large: a of logit P = a + η, with an interval from the same exact distribution; −∞ without a positive
    /// row, ∞ without a negative one.</summary>
    public required IntervalEstimate Intercept { get; init; }

    /// <summary>The calibration slope: b of logit P = a + b·η, with its Wald interval.</summary>
    public required IntervalEstimate Slope { get; init; }

    /// <summary>The p-value of the score test of a slope of 1, whose tail is that of Student's distribution with one degree of freedom less
    /// than rows of the rarer class; NaN with fewer than two of them.</summary>
    public required double SlopePValue { get; init; }

    /// <summary>The area under the ROC curve, with its interval (E. R. DeLong, D. M. DeLong and D. L. Clarke-Pearson, <i>Comparing the
    /// areas under two or more correlated receiver operating characteristic curves</i>, Biometrics 44, 1988). Where DeLong's standard error
    /// is 0, as of an area of 1, or not defined, the interval is that of R. G. Newcombe, <i>Confidence intervals for an effect size measure
    /// based on the Mann–Whitney statistic</i>, Statistics in Medicine 25, 2006, method 5.</summary>
    public required IntervalEstimate RocAuc { get; init; }

    /// <summary>The area with its standard error.</summary>
    internal AreaInterval? Area { get; init; }

    /// <summary>The Brier score, 0 to 1.</summary>
    public required double BrierScore { get; init; }

    /// <summary>The mean log loss.</summary>
    public required double LogLoss { get; init; }
}
