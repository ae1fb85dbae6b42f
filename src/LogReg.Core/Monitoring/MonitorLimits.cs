namespace LogReg.Monitoring;

/// <summary>Which findings are beyond their limits: those that are large, and larger than chance explains.</summary>
internal static class MonitorLimits
{
    /// <summary>The fewest rows of a shift and of outcomes, and missing, unseen or out-of-range cells of an alarm: one cell that 20,000
    /// training rows have not seen is improbable by chance, but a typing error.</summary>
    private const int FewestRows = 5;

    /// <summary>All findings of a batch or a period of which it is known how probable they are by chance, with those that are not
    /// large.</summary>
    /// <param name="options">The limits.</param>
    /// <param name="classes">Scores and outcomes.</param>
    /// <param name="features">The features.</param>
    /// <param name="rows">The rows of the batch or the period.</param>
    /// <param name="model">The model.</param>
    /// <param name="period">The name of the period; empty for the batch as a whole.</param>
    public static IReadOnlyList<MonitorFinding> Findings(
        MonitorOptions options,
        IReadOnlyList<MonitoredClass> classes,
        IReadOnlyList<FeatureDrift> features,
        long rows,
        ModelContent model,
        string period)
    {
        IEnumerable<MonitorFinding> all = classes.SelectMany(own => OfScore(options, own, rows))
            .Concat(features.SelectMany(feature => OfFeature(options, feature)))
            .Concat(classes.SelectMany(own => OfOutcomes(options, own, model)));
        string ClassOf(MonitorFinding finding) => classes.Count == 1 ? "" : finding.Alarm.Class;
        return
        [
            .. all.Where(finding => !double.IsNaN(finding.Alarm.PValue)).Select(
                finding => finding with { Alarm = finding.Alarm with { Class = ClassOf(finding), Period = period } }),
        ];
    }

    private static IEnumerable<MonitorFinding> OfScore(MonitorOptions options, MonitoredClass own, long rows)
    {
        if (own.Score is ShareDrift drift)
        {
            yield return Drift(MonitorAlarmKind.ScoreDrift, "", drift, options, rows).OfClass(own.Name);
        }
    }

    private static IEnumerable<MonitorFinding> OfFeature(MonitorOptions options, FeatureDrift feature)
    {
        if (feature.Drift is ShareDrift drift)
        {
            yield return Drift(MonitorAlarmKind.FeatureDrift, feature.Name, drift, options, feature.Missing.Rows);
        }

        (MonitorAlarmKind Kind, ShareEstimate Share, double Training, double PValue)[] shares =
        [
            (MonitorAlarmKind.MissingCells, feature.Missing, feature.TrainingMissingShare, feature.MissingPValue),
            (MonitorAlarmKind.UnseenLevels, feature.Unseen, 0, feature.UnseenPValue),
            (MonitorAlarmKind.OutOfRange, feature.OutOfRange, 0, feature.OutOfRangePValue),
        ];
        foreach ((MonitorAlarmKind kind, ShareEstimate share, double training, double chance) in shares)
        {
            double limit = training + options.ShareLimit;
            yield return new MonitorFinding(
                new MonitorAlarm(kind, feature.Name, share.Share, limit, chance), share.Share > limit && share.Count >= FewestRows);
        }
    }

    private static MonitorFinding[] OfOutcomes(MonitorOptions options, MonitoredClass own, ModelContent model)
    {
        if (own.Outcomes is not OutcomeCheck outcomes)
        {
            return [];
        }

        double Chance(double ofModel) => ChanceTests.OfEstimatedModel(ofModel, outcomes.Rows, model.Training.Rows);
        double ratio = outcomes.Ratio.Estimate;
        double slope = outcomes.Slope.Estimate;
        double lowest = own.Reference.RocAuc - options.AreaLimit;
        MonitorFinding[] findings =
        [
            new(
                new MonitorAlarm(MonitorAlarmKind.ObservedToExpected, "", ratio, options.RatioLimit, Chance(outcomes.RatioPValue)),
                Math.Max(ratio, 1 / ratio) > options.RatioLimit),
            new(
                new MonitorAlarm(MonitorAlarmKind.CalibrationSlope, "", slope, options.SlopeLimit, Chance(outcomes.SlopePValue)),
                (model.HasSlopeOfOne ? Math.Abs(slope - 1) : 1 - slope) > options.SlopeLimit),
            new(
                new MonitorAlarm(MonitorAlarmKind.RocAuc, "", outcomes.RocAuc.Estimate, lowest, own.RocAucPValue),
                outcomes.RocAuc.Estimate < lowest),
        ];
        return Array.ConvertAll(
            findings, finding => finding.OfClass(own.Name) with { IsLarge = finding.IsLarge && outcomes.Rows >= FewestRows });
    }

    private static MonitorFinding Drift(MonitorAlarmKind kind, string feature, ShareDrift drift, MonitorOptions options, long rows) => new(
        new MonitorAlarm(kind, feature, drift.Stability, options.StabilityLimit, drift.PValue),
        drift.Stability > options.StabilityLimit && rows >= FewestRows);
}
