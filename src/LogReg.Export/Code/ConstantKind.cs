namespace LogReg.Export.Code;

/// <summary>What a constant is.</summary>
internal enum ConstantKind
{
    /// <summary>A number.</summary>
    Number,

    /// <summary>A whole number.</summary>
    Integer,

    /// <summary>A text, or none.</summary>
    Text,

    /// <summary>A list of texts.</summary>
    Texts,

    /// <summary>A list of numbers.</summary>
    Numbers,

    /// <summary>A list of whole numbers.</summary>
    Integers,

    /// <summary>A table of weights.</summary>
    Table,
}
