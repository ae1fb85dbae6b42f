namespace LogReg.Monitoring;

/// <summary>What a finding of monitoring is about.</summary>
public enum MonitorAlarmKind
{
    /// <summary>The distribution of the score has moved.</summary>
    ScoreDrift,

    /// <summary>The distribution of a feature has moved.</summary>
    FeatureDrift,

    /// <summary>More cells of a feature are missing.</summary>
    MissingCells,

    /// <summary>Cells of a feature are levels that training did not see.</summary>
    UnseenLevels,

    /// <summary>Cells of a feature are outside of the range of training.</summary>
    OutOfRange,

    /// <summary>The observed number of positive rows differs from the expected one.</summary>
    ObservedToExpected,

    /// <summary>The calibration slope differs from 1.</summary>
    CalibrationSlope,

    /// <summary>The area under the ROC curve is smaller than on the rows that it is compared with.</summary>
    RocAuc,
}
