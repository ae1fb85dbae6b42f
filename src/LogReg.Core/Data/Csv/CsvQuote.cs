namespace LogReg.Data;

/// <summary>The character around cells that contain delimiters or line breaks.</summary>
public enum CsvQuote
{
    /// <summary>A double quote: <c>"a, b"</c>.</summary>
    Double,

    /// <summary>A single quote: <c>'a, b'</c>.</summary>
    Single,

    /// <summary>None: every quote is part of a text, and no cell contains a delimiter or a line break.</summary>
    None,
}
