namespace LogReg.Terms;

/// <summary>The reason why a column is not a feature of the model.</summary>
public enum LeftOutReason
{
    /// <summary>Every training row has the same value.</summary>
    Constant,

    /// <summary>Every cell of the training rows is missing.</summary>
    Empty,

    /// <summary>Text with more than half distinct values (in 20 rows or more): a name or a record number, which a model can only
    /// memorise.</summary>
    Identifier,

    /// <summary>Every training row has the same value in double precision: whole numbers with more digits were rounded, and cannot be told
    /// apart.</summary>
    Rounded,

    /// <summary>Every cell is a date: each would be a level of its own. A formula uses its year, its month or its days.</summary>
    Date,
}
