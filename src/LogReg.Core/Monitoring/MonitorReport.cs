using LogReg.Data;

namespace LogReg.Monitoring;

/// <summary>A batch of rows compared with the training rows of a model.</summary>
public sealed record MonitorReport
{
    /// <summary>The number of rows of the batch.</summary>
    public required long Rows { get; init; }

    /// <summary>The number of training rows from which the distributions of training are known; 0 if the model file does not say.</summary>
    public required long TrainingRows { get; init; }

    /// <summary>The area under the ROC curve to compare with: of cross-validation or, without it, of the training rows; NaN if it is not
    /// known.</summary>
    public required double TrainingRocAuc { get; init; }

    /// <summary>The mean of the predicted probabilities.</summary>
    public required double MeanProbability { get; init; }

    /// <summary>How far the score has moved; <see langword="null"/> if the model file does not say how it was distributed.</summary>
    public required ShareDrift? Score { get; init; }

    /// <summary>What has changed in each feature, in the order of the model.</summary>
    public required IReadOnlyList<FeatureDrift> Features { get; init; }

    /// <summary>How predictions agree with known classes; <see langword="null"/> if there are none.</summary>
    public required OutcomeCheck? Outcomes { get; init; }

    /// <summary>The periods, the earliest first; empty without a column of dates.</summary>
    public IReadOnlyList<MonitoredPeriod> Periods { get; init; } = [];

    /// <summary>The number of rows without a date that could be read; they are in no period.</summary>
    public long RowsWithoutTime { get; init; }

    /// <summary>The findings beyond their limits, of the batch as a whole.</summary>
    public required IReadOnlyList<MonitorAlarm> Alarms { get; init; }

    /// <summary>Problems with the cells of the batch, as scoring tells of them.</summary>
    public required IReadOnlyList<DataWarning> Warnings { get; init; }
}
