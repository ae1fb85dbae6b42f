namespace LogReg.Features;

/// <summary>Why a column of the data is no feature of the model.</summary>
public enum LeftOutReason
{
    /// <summary>Every training row has the same value: it says nothing about the target.</summary>
    Constant,

    /// <summary>Every cell of the training rows is missing.</summary>
    Empty,

    /// <summary>Text of which more than half of the values are distinct (20 rows or more): a name or a number of a record, which a model
    /// can only learn by heart.</summary>
    Identifier,
}
