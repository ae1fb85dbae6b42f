namespace LogReg.Terms;

/// <summary>How a cell compares with those of the training rows.</summary>
internal enum CellState
{
    /// <summary>Training saw cells like it.</summary>
    Known,

    /// <summary>A number is missing, and the mean stands in.</summary>
    Imputed,

    /// <summary>A level that training did not see counts as the reference level.</summary>
    Unseen,

    /// <summary>A level is missing, as none was in training, and counts as one that training did not see.</summary>
    Missing,

    /// <summary>A number is less than all of the training rows.</summary>
    BelowRange,

    /// <summary>A number is greater than all of the training rows.</summary>
    AboveRange,
}
