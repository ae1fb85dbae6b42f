namespace LogReg.Monitoring;

/// <summary>Which findings are beyond their limits: those that are large, and larger than chance explains.</summary>
internal static class MonitorLimits
{
    /// <summary>Checks the findings of a batch.</summary>
    public static IEnumerable<MonitorAlarm> Check(
        MonitorOptions options, ShareDrift? score, IReadOnlyList<FeatureDrift> features, OutcomeCheck? outcomes, double trainingArea)
    {
        if (HasMoved(score, options))
        {
            yield return new MonitorAlarm(MonitorAlarmKind.ScoreDrift, "", score!.Stability, options.StabilityLimit);
        }

        foreach (MonitorAlarm alarm in features.SelectMany(feature => Check(options, feature)))
        {
            yield return alarm;
        }

        if (outcomes is null)
        {
            yield break;
        }

        IntervalEstimate ratio = outcomes.Ratio;
        if (ratio.Excludes(1) && Math.Max(ratio.Estimate, 1 / ratio.Estimate) > options.RatioLimit)
        {
            yield return new MonitorAlarm(MonitorAlarmKind.ObservedToExpected, "", ratio.Estimate, options.RatioLimit);
        }

        if (outcomes.Slope.Excludes(1) && Math.Abs(outcomes.Slope.Estimate - 1) > options.SlopeLimit)
        {
            yield return new MonitorAlarm(MonitorAlarmKind.CalibrationSlope, "", outcomes.Slope.Estimate, options.SlopeLimit);
        }

        if (outcomes.RocAuc.Upper < trainingArea && outcomes.RocAuc.Estimate < trainingArea - options.AreaLimit)
        {
            yield return new MonitorAlarm(MonitorAlarmKind.RocAuc, "", outcomes.RocAuc.Estimate, trainingArea - options.AreaLimit);
        }
    }

    /// <summary>Whether a distribution has moved.</summary>
    public static bool HasMoved(ShareDrift? drift, MonitorOptions options) =>
        drift is not null && drift.Stability > options.StabilityLimit && drift.Stability > drift.Point999;

    private static IEnumerable<MonitorAlarm> Check(MonitorOptions options, FeatureDrift feature)
    {
        if (HasMoved(feature.Drift, options))
        {
            yield return new MonitorAlarm(
                MonitorAlarmKind.FeatureDrift, feature.Name, feature.Drift!.Stability, options.StabilityLimit);
        }

        (MonitorAlarmKind Kind, ShareEstimate Share, double Training)[] shares =
        [
            (MonitorAlarmKind.MissingCells, feature.Missing, feature.TrainingMissingShare),
            (MonitorAlarmKind.UnseenLevels, feature.Unseen, 0),
            (MonitorAlarmKind.OutOfRange, feature.OutOfRange, 0),
        ];
        foreach ((MonitorAlarmKind kind, ShareEstimate share, double training) in shares)
        {
            if (share.Share > training + options.ShareLimit && share.Lower > training)
            {
                yield return new MonitorAlarm(kind, feature.Name, share.Share, training + options.ShareLimit);
            }
        }
    }
}
