namespace LogReg.Server.Problems;

/// <summary>The options of a request that say how its rows are written: those of <c>logreg predict</c>.</summary>
internal static class ReadingNames
{
    public const string Delimiter = "delimiter";
    public const string DecimalSeparator = "decimal";
    public const string ThousandsSeparator = "thousands";
    public const string Quote = "quote";
    public const string Escape = "escape";
    public const string Encoding = "encoding";
    public const string SkipLines = "skip";
    public const string Comment = "comment";
    public const string Header = "header";

    /// <summary>The value of <see cref="Header"/> for a first line that names the columns, as in the parameter of <c>text/csv</c> (RFC
    /// 4180).</summary>
    public const string Present = "present";

    /// <summary>The value of <see cref="Header"/> for a first line that is a row.</summary>
    public const string Absent = "absent";

    /// <summary>All names.</summary>
    public static IReadOnlyList<string> All { get; } =
        [Delimiter, DecimalSeparator, ThousandsSeparator, Quote, Escape, Encoding, SkipLines, Comment, Header];
}
