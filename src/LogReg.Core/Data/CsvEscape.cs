namespace LogReg.Data;

/// <summary>What stands before a quote that is part of a quoted cell.</summary>
public enum CsvEscape
{
    /// <summary>Another quote: <c>"he said ""hi"""</c>.</summary>
    Quote,

    /// <summary>A backslash, as MySQL writes it: <c>"he said \"hi\""</c>. A backslash in quotes is doubled then; a doubled quote still
    /// counts as one.</summary>
    Backslash,
}
