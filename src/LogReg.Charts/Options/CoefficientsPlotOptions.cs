namespace LogReg.Charts;

/// <summary>The units of a figure of odds ratios.</summary>
public sealed record CoefficientsPlotOptions
{
    /// <summary>Whether odds ratios of numeric features are per standard deviation, which makes features comparable, instead of per
    /// unit.</summary>
    public bool PerStandardDeviation { get; init; }
}
