namespace LogReg;

/// <summary>Why a cell makes a prediction less sure than it looks.</summary>
public enum RowFlagKind
{
    /// <summary>A level that training never saw: it counts as the reference. A missing cell, too, where no training row had one.</summary>
    UnseenLevel,

    /// <summary>A missing number, taken as the training rows' mean.</summary>
    Imputed,

    /// <summary>A number below all of the training rows.</summary>
    BelowRange,

    /// <summary>A number above all of the training rows.</summary>
    AboveRange,
}
