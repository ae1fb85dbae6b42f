namespace LogReg.Monitoring;

/// <summary>How predictions agree with the classes of a batch that are known by now.</summary>
public sealed record OutcomeCheck
{
    /// <summary>The number of rows with a known class.</summary>
    public required long Rows { get; init; }

    /// <summary>The number of positive rows.</summary>
    public required long Observed { get; init; }

    /// <summary>The sum of the predicted probabilities of these rows.</summary>
    public required double Expected { get; init; }

    /// <summary>Observed by expected positive rows, with the interval exp(ln(O/E) ± z·√((1 − O/n)/O)) (T. P. A. Debray et al., <i>A guide
    /// to systematic review and meta-analysis of prediction model performance</i>, BMJ 356, 2017).</summary>
    public required IntervalEstimate Ratio { get; init; }

    /// <summary>Calibration in the large: a of logit P = a + η, with its Wald interval.</summary>
    public required IntervalEstimate Intercept { get; init; }

    /// <summary>The calibration slope: b of logit P = a + b·η, with its Wald interval.</summary>
    public required IntervalEstimate Slope { get; init; }

    /// <summary>The area under the ROC curve, with its interval (E. R. DeLong, D. M. DeLong and D. L. Clarke-Pearson, <i>Comparing the
    /// areas under two or more correlated receiver operating characteristic curves</i>, Biometrics 44, 1988).</summary>
    public required IntervalEstimate RocAuc { get; init; }

    /// <summary>The Brier score, 0 to 1.</summary>
    public required double BrierScore { get; init; }

    /// <summary>The mean log loss.</summary>
    public required double LogLoss { get; init; }
}
