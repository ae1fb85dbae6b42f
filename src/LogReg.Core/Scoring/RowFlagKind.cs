namespace LogReg;

/// <summary>The reason for a flag.</summary>
public enum RowFlagKind
{
    /// <summary>A level that did not occur in training, and counts as the reference level.</summary>
    UnseenLevel,

    /// <summary>A missing number, replaced by the mean of the training rows.</summary>
    Imputed,

    /// <summary>A number below the range of the training rows.</summary>
    BelowRange,

    /// <summary>A number above the range of the training rows.</summary>
    AboveRange,

    /// <summary>A missing cell of a categorical feature of which no training cell was missing. It counts as a level that did not occur in
    /// training.</summary>
    Missing,
}
