namespace LogReg;

/// <summary>How the target column was chosen.</summary>
public enum TargetChoice
{
    /// <summary>The caller named it.</summary>
    Named,

    /// <summary>It has a name that targets usually have: target, label, class, outcome or y.</summary>
    UsualName,

    /// <summary>It is the last column.</summary>
    LastColumn,

    /// <summary>It is the last column that the options give no other role: columns behind it are the weights, the offset, the clusters, the folds, or excluded.</summary>
    LastFreeColumn,
}
