using LogReg.Data;

namespace LogReg.Monitoring;

/// <summary>The options of monitoring: which periods are told apart, and the limits beyond which a finding is an alarm.</summary>
public sealed record MonitorOptions
{
    /// <summary>The column with the date of each row, by which periods are told apart; <see langword="null"/> for the batch as a
    /// whole.</summary>
    public string? TimeColumn { get; init; }

    /// <summary>The order of the parts of these dates; <see langword="null"/> to tell it from all of them.</summary>
    public DateOrder? DateOrder { get; init; }

    /// <summary>The column of weights, which count in outcomes; <see langword="null"/> if every row has weight 1. Shares of cells and
    /// scores are those of rows.</summary>
    public string? WeightColumn { get; init; }

    /// <summary>The probability that a report has an alarm by chance, if nothing has changed: above 0, at most 0.5. It is divided among all
    /// findings of the report, so that more features, classes and periods raise no more alarms by chance.</summary>
    public double FalseAlarms
    {
        get;
        init => field = value is > 0 and <= 0.5
            ? value
            : throw new ArgumentOutOfRangeException(
                nameof(FalseAlarms), value, $"{nameof(FalseAlarms)} must be above 0 and at most 0.5.");
    } = 0.01;

    /// <summary>The population stability index above which a score or a feature has shifted, more than 0. An alarm must also be
    /// more than chance explains, see <see cref="FalseAlarms"/>; so must all others. Fewer than five rows raise no alarm at all.</summary>
    public double StabilityLimit { get; init => field = Positive(value, nameof(StabilityLimit)); } = 0.25;

    /// <summary>By how much the share of missing, unseen or out-of-range cells of a feature may exceed that of the training rows, between
    /// 0 and 1. Fewer than five such cells are no alarm.</summary>
    public double ShareLimit { get; init => field = Positive(value, nameof(ShareLimit)); } = 0.05;

    /// <summary>The factor by which the observed number of positive rows may differ from the expected one, 1 or more.</summary>
    public double RatioLimit
    {
        get;
        init => field = value >= 1
            ? value
            : throw new ArgumentOutOfRangeException(nameof(RatioLimit), value, $"{nameof(RatioLimit)} must be 1 or more.");
    } = 1.25;

    /// <summary>By how much the calibration slope may differ from 1, more than 0.</summary>
    public double SlopeLimit { get; init => field = Positive(value, nameof(SlopeLimit)); } = 0.25;

    /// <summary>By how much the area under the ROC curve may be below that of <see cref="MonitoredClass.Reference"/>, more than
    /// 0.</summary>
    public double AreaLimit { get; init => field = Positive(value, nameof(AreaLimit)); } = 0.05;

    private static double Positive(double value, string name) => value > 0 && double.IsFinite(value)
        ? value
        : throw new ArgumentOutOfRangeException(name, value, $"{name} must be a number above 0.");
}
