using LogReg.Monitoring;

namespace LogReg.Charts.Text;

/// <summary>A batch compared with training, for the terminal and for pages.</summary>
internal static class MonitorText
{
    /// <summary>The rows and what they are compared with.</summary>
    public static IReadOnlyList<ReportField> Fields(MonitorReport report, LogisticModel model) =>
    [
        new(
            "Rows",
            $"{NumberFormat.Count(report.Rows)}; mean probability of {model.Target.Positive} "
                + NumberFormat.Fixed(report.MeanProbability, 4)),
        new(
            "Compared with",
            report.TrainingRows == 0
                ? "nothing: the model file does not say how scores and features were distributed in training"
                : $"{NumberFormat.Count(report.TrainingRows, "training row")}"
                    + (report.TrainingRows < model.Training.Rows ? $" out of {NumberFormat.Count(model.Training.Rows)}" : "")),
        .. report.RowsWithoutTime == 0
            ? []
            : new ReportField[]
            {
                new("Without date", $"{NumberFormat.Count(report.RowsWithoutTime, "row")}, in no period"),
            },
    ];

    /// <summary>The stability of the score and of all features, the largest first.</summary>
    public static ReportTable DriftTable(MonitorReport report)
    {
        var table = new ReportTable("", "PSI", "expected", "99.9% point", "", "missing", "in training", "unseen", "out of range")
        {
            Dispensable = ["out of range", "unseen", "in training"],
        };
        table.AlignLeft(4);
        if (report.Score is ShareDrift score)
        {
            table.Add(["score", .. Drift(score), "", "", "", ""]);
        }

        foreach (FeatureDrift feature in report.Features.OrderByDescending(feature => feature.Drift?.Stability ?? -1))
        {
            table.Add(
                [
                    feature.Name,
                    .. feature.Drift is ShareDrift drift ? Drift(drift) : ["", "", "", ""],
                    NumberFormat.Percent(feature.Missing.Share),
                    double.IsNaN(feature.TrainingMissingShare) ? "" : NumberFormat.Percent(feature.TrainingMissingShare),
                    NumberFormat.Percent(feature.Unseen.Share),
                    NumberFormat.Percent(feature.OutOfRange.Share),
                ]);
        }

        return table;
    }

    /// <summary>The bins of a distribution that has moved.</summary>
    public static ReportTable BinTable(ShareDrift drift)
    {
        var table = new ReportTable("", "training", "batch");
        foreach (ShareBin bin in drift.Bins)
        {
            table.Add(bin.Label, NumberFormat.Percent(bin.TrainingShare), NumberFormat.Percent(bin.BatchShare));
        }

        return table;
    }

    /// <summary>How predictions agree with known classes.</summary>
    public static IReadOnlyList<ReportField> OutcomeFields(MonitorReport report, LogisticModel model) => report.Outcomes is not { } outcomes
        ? [new("Outcomes", $"no class of {model.Target.Name} is known yet")]
        :
        [
            new(
                "Outcomes",
                $"{NumberFormat.Count(outcomes.Rows, "row")} with a known class, "
                    + $"{NumberFormat.Count(outcomes.Observed)} {model.Target.Positive}; {NumberFormat.Fixed(outcomes.Expected, 1)} expected"),
            new("O:E", Interval(outcomes.Ratio, 3)),
            new("Intercept", $"{Interval(outcomes.Intercept, 3)}; 0 is perfect, above 0 probabilities are too low"),
            new("Slope", $"{Interval(outcomes.Slope, 3)}; 1 is perfect, below 1 probabilities are too extreme"),
            new(
                "ROC AUC",
                Interval(outcomes.RocAuc, 4)
                    + (double.IsNaN(report.TrainingRocAuc)
                        ? ""
                        : $"; {(model.Validation is null ? "training rows" : "cross-validation")} "
                            + NumberFormat.Fixed(report.TrainingRocAuc, 4))),
            new("Brier score", $"{NumberFormat.Fixed(outcomes.BrierScore, 4)}; log loss {NumberFormat.Fixed(outcomes.LogLoss, 4)}"),
        ];

    /// <summary>The periods, the earliest first.</summary>
    public static ReportTable PeriodTable(MonitorReport report)
    {
        var table = new ReportTable("period", "rows", "mean probability", "PSI of score", "99.9% point", "O:E", "slope", "AUC", "Brier")
        {
            Dispensable = ["99.9% point", "Brier", "slope"],
        };
        foreach (MonitoredPeriod period in report.Periods)
        {
            table.Add(
                period.Label,
                NumberFormat.Count(period.Rows),
                NumberFormat.Fixed(period.MeanProbability, 4),
                Number(period.Score?.Stability, 4),
                Number(period.Score?.Point999, 4),
                Number(period.Outcomes?.Ratio.Estimate, 3),
                Number(period.Outcomes?.Slope.Estimate, 3),
                Number(period.Outcomes?.RocAuc.Estimate, 4),
                Number(period.Outcomes?.BrierScore, 4));
        }

        return table;
    }

    /// <summary>A finding beyond its limit, in a sentence.</summary>
    public static string Alarm(MonitorAlarm alarm) => alarm.Kind switch
    {
        MonitorAlarmKind.ScoreDrift => $"the score has shifted: PSI {Number(alarm.Value, 3)}, limit {Number(alarm.Limit, 3)}",
        MonitorAlarmKind.FeatureDrift => $"{alarm.Feature} has shifted: PSI {Number(alarm.Value, 3)}, limit {Number(alarm.Limit, 3)}",
        MonitorAlarmKind.MissingCells => $"{Share(alarm)} of the cells of {alarm.Feature} are missing, limit {Limit(alarm)}",
        MonitorAlarmKind.UnseenLevels =>
            $"{Share(alarm)} of the cells of {alarm.Feature} are levels that training did not see, limit {Limit(alarm)}",
        MonitorAlarmKind.OutOfRange =>
            $"{Share(alarm)} of the cells of {alarm.Feature} are outside of the range of training, limit {Limit(alarm)}",
        MonitorAlarmKind.ObservedToExpected =>
            $"observed by expected is {Number(alarm.Value, 3)}, limits {Number(1 / alarm.Limit, 3)} and {Number(alarm.Limit, 3)}",
        MonitorAlarmKind.CalibrationSlope =>
            $"the calibration slope is {Number(alarm.Value, 3)}, limits {Number(1 - alarm.Limit, 3)} and {Number(1 + alarm.Limit, 3)}",
        _ => $"the area under the ROC curve is {Number(alarm.Value, 4)}, limit {Number(alarm.Limit, 4)}",
    };

    private static string[] Drift(ShareDrift drift) =>
    [
        NumberFormat.Fixed(drift.Stability, 4),
        NumberFormat.Fixed(drift.Expected, 4),
        NumberFormat.Fixed(drift.Point999, 4),
        drift.Stability > drift.Point999 ? "shifted" : drift.Stability > drift.Point99 ? "perhaps" : "",
    ];

    private static string Interval(IntervalEstimate estimate, int decimals) => double.IsNaN(estimate.Lower)
        ? NumberFormat.Fixed(estimate.Estimate, decimals)
        : $"{NumberFormat.Fixed(estimate.Estimate, decimals)} "
            + $"({NumberFormat.Fixed(estimate.Lower, decimals)} to {NumberFormat.Fixed(estimate.Upper, decimals)})";

    private static string Number(double? value, int decimals) => value is double number ? NumberFormat.Fixed(number, decimals) : "";

    private static string Share(MonitorAlarm alarm) => NumberFormat.OneDecimalPercent(alarm.Value);

    private static string Limit(MonitorAlarm alarm) => NumberFormat.OneDecimalPercent(alarm.Limit);
}
