using LogReg.Data;

namespace LogReg.Monitoring;

/// <summary>A batch of rows compared with the training rows of a model.</summary>
public sealed record MonitorReport
{
    /// <summary>The number of rows of the batch.</summary>
    public required long Rows { get; init; }

    /// <summary>The number of training rows from which the distributions of training are known; 0 if the model file does not say. After a
    /// refit, that of the score is of the rows of the refit.</summary>
    public required long TrainingRows { get; init; }

    /// <summary>The scores and outcomes of the positive class or, with three or more classes, of each.</summary>
    public required IReadOnlyList<MonitoredClass> Classes { get; init; }

    /// <summary>With two classes, the mean of the predicted probabilities of the positive one; NaN with more.</summary>
    public double MeanProbability => Classes.Count == 1 ? Classes[0].MeanProbability : double.NaN;

    /// <summary>With two classes, how far the score has moved; <see langword="null"/> with more, or if the model file does not say how it
    /// was distributed.</summary>
    public ShareDrift? Score => Classes.Count == 1 ? Classes[0].Score : null;

    /// <summary>With two classes, how predictions agree with known ones; <see langword="null"/> with more, or if none are known.</summary>
    public OutcomeCheck? Outcomes => Classes.Count == 1 ? Classes[0].Outcomes : null;

    /// <summary>What has changed in each feature, in the order of the model.</summary>
    public required IReadOnlyList<FeatureDrift> Features { get; init; }

    /// <summary>The periods, the earliest first; empty without a column of dates.</summary>
    public IReadOnlyList<MonitoredPeriod> Periods { get; init; } = [];

    /// <summary>The number of rows without a date that could be read; they are in no period.</summary>
    public long RowsWithoutTime { get; init; }

    /// <summary>The number of rows whose class the model does not know, as of another spelling; they are not compared.</summary>
    public required long RowsOfUnknownClass { get; init; }

    /// <summary>The findings beyond their limits: of the batch as a whole, then of its periods.</summary>
    public required IReadOnlyList<MonitorAlarm> Alarms { get; init; }

    /// <summary>The probability that chance alone raises an alarm: that of the options.</summary>
    public required double FalseAlarms { get; init; }

    /// <summary>Whether a calibration slope above 1 can raise an alarm, as one below 1 can: not that of a model with a penalty whose slope
    /// no update has set, which tends to be above 1 even if nothing has changed.</summary>
    public bool ChecksSlope { get; init; } = true;

    /// <summary>How many findings of the batch as a whole chance could have put beyond their limits.</summary>
    public required int Checks { get; init; }

    /// <summary>The p-value below which a finding of the batch as a whole is more than chance: that of
    /// <see cref="MonitorOptions.FalseAlarms"/> divided by <see cref="Checks"/>, by C. E. Bonferroni (1936); half of it if there are
    /// periods, whose findings have the other half.</summary>
    public required double ChanceLimit { get; init; }

    /// <summary>How many findings of periods chance could have put beyond their limits; 0 without periods.</summary>
    public required int PeriodChecks { get; init; }

    /// <summary>The p-value below which a finding of a period is more than chance; NaN without periods.</summary>
    public required double PeriodChanceLimit { get; init; }

    /// <summary>Problems with the cells of the batch, as scoring tells of them.</summary>
    public required IReadOnlyList<DataWarning> Warnings { get; init; }
}
