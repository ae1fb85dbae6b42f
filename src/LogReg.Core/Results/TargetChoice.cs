namespace LogReg;

/// <summary>How the target column was chosen.</summary>
public enum TargetChoice
{
    /// <summary>The options name it.</summary>
    Named,

    /// <summary>It has a usual name: target, label, class, outcome or y.</summary>
    UsualName,

    /// <summary>It is the last column.</summary>
    LastColumn,

    /// <summary>It is the last column without another role: the columns after it are weights, offset, clusters or folds, or are
    /// excluded.</summary>
    LastFreeColumn,
}
