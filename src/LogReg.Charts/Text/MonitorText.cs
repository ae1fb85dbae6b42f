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
            NumberFormat.Count(report.Rows)
                + (report.Classes.Count > 1
                    ? ""
                    : $"; mean probability of {model.Target.Positive} {NumberFormat.Fixed(report.MeanProbability, 4)}")),
        new(
            "Compared with",
            report.TrainingRows == 0
                ? "nothing: the model file does not say how scores and features were distributed in training"
                : Compared(report.TrainingRows, model, report.Classes.Any(own => own.Score is not null))),
        .. report.RowsWithoutTime == 0
            ? []
            : new ReportField[]
            {
                new("Without date", $"{NumberFormat.Count(report.RowsWithoutTime, "row")}, in no period"),
            },
    ];

    // Features are those of the original training, the score is that of the rows to which the coefficients were fitted.
    private static string Compared(long rows, LogisticModel model, bool comparesScore)
    {
        bool isRefitted = model.Updates.Any(UpdateText.IsRefit);
        long all = isRefitted ? model.Updates[0].EarlierTrainingRows : model.Training.Rows;
        return $"{NumberFormat.Count(rows, "training row")}{(rows < all ? $" out of {NumberFormat.Count(all)}" : "")}"
            + (isRefitted && comparesScore ? $"; the score with that of the {NumberFormat.Count(model.Training.Rows, "row")} of the refit" : "");
    }

    /// <summary>The stability of the score and of all features, the largest first.</summary>
    public static ReportTable DriftTable(MonitorReport report)
    {
        var table = new ReportTable("", "PSI", "", "missing", "in training", "unseen", "out of range", "expected", "99.9% point")
        {
            Dispensable = ["99.9% point", "expected", "in training", "out of range", "unseen"],
        };
        table.AlignLeft(2);
        foreach (MonitoredClass own in report.Classes.Where(own => own.Score is not null))
        {
            table.Add(Row(report.Classes.Count == 1 ? "score" : $"score of {own.Name}", own.Score, ["", "", "", ""]));
        }

        foreach (FeatureDrift feature in report.Features.OrderByDescending(feature => feature.Drift?.Stability ?? -1))
        {
            table.Add(Row(
                feature.Name,
                feature.Drift,
                [
                    NumberFormat.Percent(feature.Missing.Share),
                    double.IsNaN(feature.TrainingMissingShare) ? "" : NumberFormat.Percent(feature.TrainingMissingShare),
                    NumberFormat.Percent(feature.Unseen.Share),
                    NumberFormat.Percent(feature.OutOfRange.Share),
                ]));
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

    /// <summary>How predictions agree with known classes: of the positive class; of several, the number of rows.</summary>
    public static IReadOnlyList<ReportField> OutcomeFields(MonitorReport report, LogisticModel model) =>
        report.Classes[0].Outcomes is not { } outcomes
            ? [
                new(
                    "Outcomes",
                    report.RowsOfUnknownClass > 0
                        ? $"not compared: {NumberFormat.Count(report.RowsOfUnknownClass, "row")} with classes of {model.Target.Name} that "
                            + "the model does not know, and none with one that it does"
                        : $"no class of {model.Target.Name} is known yet"),
            ]
        : report.Classes.Count > 1
            ? [new("Outcomes", $"{NumberFormat.Count(outcomes.Rows, "row")} with a known class; each class against the rest:")]
        :
        [
            new(
                "Outcomes",
                $"{NumberFormat.Count(outcomes.Rows, "row")} with a known class, {NumberFormat.Weight(outcomes.Observed)} "
                    + $"{(char.IsAsciiDigit(model.Target.Positive![0]) ? "of class " : "")}{model.Target.Positive}; {NumberFormat.Fixed(outcomes.Expected, 1)} expected"),
            new("O:E", Interval(outcomes.Ratio, 3)),
            new("Intercept", $"{Interval(outcomes.Intercept, 3)}; 0 is perfect, above 0 probabilities are too low"),
            new("Slope", Interval(outcomes.Slope, 3) + (report.ChecksSlope
                ? "; 1 is perfect, below 1 probabilities are too extreme"
                : "; only one that is too low raises an alarm: a penalty tends to put it above 1")),
            new("ROC AUC", Interval(outcomes.RocAuc, 4) + Reference(report.Classes[0].Reference, model)),
            new("Brier score", $"{NumberFormat.Fixed(outcomes.BrierScore, 4)}; log loss {NumberFormat.Fixed(outcomes.LogLoss, 4)}"),
        ];

    /// <summary>The outcomes of each of three or more classes; without rows for two, or without outcomes.</summary>
    public static ReportTable ClassTable(MonitorReport report)
    {
        var table = new ReportTable(
            "class", "observed", "expected", "O:E", "95% interval", "AUC", "compared with", "slope", "mean probability")
        {
            Dispensable = ["mean probability", "slope", "95% interval"],
        };
        foreach (MonitoredClass own in report.Classes.Where(own => report.Classes.Count > 1 && own.Outcomes is not null))
        {
            OutcomeCheck outcomes = own.Outcomes!;
            table.Add(
                own.Name,
                NumberFormat.Weight(outcomes.Observed),
                NumberFormat.Fixed(outcomes.Expected, 1),
                Number(outcomes.Ratio.Estimate, 3),
                $"{Number(outcomes.Ratio.Lower, 3)}–{Number(outcomes.Ratio.Upper, 3)}",
                Number(outcomes.RocAuc.Estimate, 4),
                own.Reference.Rows == ReferenceRows.None ? "" : Number(own.Reference.RocAuc, 4),
                Number(outcomes.Slope.Estimate, 3),
                Number(own.MeanProbability, 4));
        }

        return table;
    }

    /// <summary>The periods, the earliest first; with three or more classes, the shift of the class that has moved most.</summary>
    public static ReportTable PeriodTable(MonitorReport report)
    {
        string[] alarmed = [.. report.Alarms.Select(alarm => alarm.Period).Distinct()];
        bool isBinary = report.Classes.Count == 1;
        var table = new ReportTable(
            isBinary
                ? ["period", "rows", "PSI of score", "O:E", "AUC", "", "mean probability", "slope", "Brier", "99.9% point"]
                : ["period", "rows", "largest PSI of a score", ""])
        {
            Dispensable = ["99.9% point", "Brier", "slope", "mean probability"],
        };
        table.AlignLeft(isBinary ? 5 : 3);
        foreach (MonitoredPeriod period in report.Periods)
        {
            string mark = alarmed.Contains(period.Label) ? "alarm" : "";
            ShareDrift? drift = period.Classes.Select(own => own.Score).MaxBy(own => own?.Stability ?? -1);
            string[] start = [period.Label, NumberFormat.Count(period.Rows), Number(drift?.Stability, 4)];
            table.Add(isBinary
                ?
                [
                    .. start,
                    Number(period.Outcomes?.Ratio.Estimate, 3),
                    Number(period.Outcomes?.RocAuc.Estimate, 4),
                    mark,
                    Number(period.MeanProbability, 4),
                    Number(period.Outcomes?.Slope.Estimate, 3),
                    Number(period.Outcomes?.BrierScore, 4),
                    Number(period.Score?.Point999, 4),
                ]
                : [.. start, mark]);
        }

        return table;
    }

    /// <summary>How often chance alone raises an alarm.</summary>
    public static string Chance(MonitorReport report)
    {
        string batch = $"{NumberFormat.Count(report.Checks, "check")} of the batch (p < {NumberFormat.Brief(report.ChanceLimit)})";
        string periods = report.PeriodChecks == 0
            ? ""
            : $" and {NumberFormat.Count(report.PeriodChecks, "check")} of its periods (p < "
                + $"{NumberFormat.Brief(report.PeriodChanceLimit)})";
        return $"If nothing has changed, at most {NumberFormat.Percent(report.FalseAlarms)} of such reports have an alarm: "
            + $"the chance is divided among {batch}{periods}.";
    }

    /// <summary>A finding beyond its limit, in a sentence.</summary>
    public static string Alarm(MonitorAlarm alarm) => (alarm.Period.Length == 0 ? "" : $"{alarm.Period}: ") + Sentence(alarm);

    private static string Sentence(MonitorAlarm alarm) => alarm.Kind switch
    {
        MonitorAlarmKind.ScoreDrift =>
            $"the score{OfClass(alarm)} has shifted: PSI {Number(alarm.Value, 3)}, limit {Number(alarm.Limit, 3)}",
        MonitorAlarmKind.FeatureDrift => $"{alarm.Feature} has shifted: PSI {Number(alarm.Value, 3)}, limit {Number(alarm.Limit, 3)}",
        MonitorAlarmKind.MissingCells => $"{Share(alarm)} of the cells of {alarm.Feature} are missing, limit {Limit(alarm)}",
        MonitorAlarmKind.UnseenLevels =>
            $"{Share(alarm)} of the cells of {alarm.Feature} are levels that training did not see, limit {Limit(alarm)}",
        MonitorAlarmKind.OutOfRange =>
            $"{Share(alarm)} of the cells of {alarm.Feature} are outside of the range of training, limit {Limit(alarm)}",
        MonitorAlarmKind.ObservedToExpected =>
            $"observed by expected{OfClass(alarm)} is {Number(alarm.Value, 3)}, limits {Number(1 / alarm.Limit, 3)} and "
                + Number(alarm.Limit, 3),
        MonitorAlarmKind.CalibrationSlope =>
            $"the calibration slope{OfClass(alarm)} is {Number(alarm.Value, 3)}, limits {Number(1 - alarm.Limit, 3)} and "
                + Number(1 + alarm.Limit, 3),
        _ => $"the area under the ROC curve{OfClass(alarm)} is {Number(alarm.Value, 4)}, limit {Number(alarm.Limit, 4)}",
    };

    private static string OfClass(MonitorAlarm alarm) => alarm.Class.Length == 0 ? "" : $" of {alarm.Class}";

    private static string Reference(ReferenceArea reference, LogisticModel model) => reference.Rows switch
    {
        ReferenceRows.Test => $"; test rows {NumberFormat.Fixed(reference.RocAuc, 4)}",
        ReferenceRows.Folds => $"; cross-validation {NumberFormat.Fixed(reference.RocAuc, 4)}",
        ReferenceRows.Training =>
            $"; {UpdateText.FittedRows(model)} {NumberFormat.Fixed(reference.RocAuc, 4)}"
                + $"{(model.CalibrationSteps is null ? "" : " (before the step function)")}, which are optimistic: the model was fitted to them",
        _ => "",
    };

    private static IEnumerable<string> Row(string name, ShareDrift? drift, string[] shares) =>
    [
        name,
        Number(drift?.Stability, 4),
        drift is null ? "" : drift.Stability > drift.Point999 ? "shifted" : drift.Stability > drift.Point99 ? "perhaps" : "",
        .. shares,
        Number(drift?.Expected, 4),
        Number(drift?.Point999, 4),
    ];

    private static string Interval(IntervalEstimate estimate, int decimals) => double.IsNaN(estimate.Lower)
        ? NumberFormat.Fixed(estimate.Estimate, decimals)
        : $"{NumberFormat.Fixed(estimate.Estimate, decimals)} "
            + $"({NumberFormat.Fixed(estimate.Lower, decimals)} to {NumberFormat.Fixed(estimate.Upper, decimals)})";

    private static string Number(double? value, int decimals) => value is double number ? NumberFormat.Fixed(number, decimals) : "";

    private static string Share(MonitorAlarm alarm) => NumberFormat.OneDecimalPercent(alarm.Value);

    private static string Limit(MonitorAlarm alarm) => NumberFormat.OneDecimalPercent(alarm.Limit);
}
