namespace LogReg.Data;

/// <summary>What a line of a text without quotes is.</summary>
internal enum LineKind
{
    /// <summary>A row, or a line with a fault.</summary>
    Row,

    /// <summary>Blank, or a comment.</summary>
    NoRow,

    /// <summary>Only parsing it tells.</summary>
    Unknown,
}
