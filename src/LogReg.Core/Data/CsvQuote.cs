using System.Text.Json.Serialization;

namespace LogReg.Data;

/// <summary>The character around cells that contain delimiters or line breaks.</summary>
public enum CsvQuote
{
    /// <summary>The double quote: <c>"a, b"</c>.</summary>
    [JsonStringEnumMemberName("double")]
    QuotationMark,

    /// <summary>The single quote: <c>'a, b'</c>.</summary>
    [JsonStringEnumMemberName("single")]
    Apostrophe,

    /// <summary>None: every quote is part of a text, and no cell contains a delimiter or a line break.</summary>
    None,
}
