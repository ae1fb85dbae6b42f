namespace LogReg.Data;

/// <summary>What a look at the start of a text showed: its layout, or how it is written, with which to look again.</summary>
/// <param name="Layout">The layout, or <see langword="null"/>.</param>
/// <param name="Dialect">How the text is written, where there is no layout yet.</param>
/// <param name="Notes">What was found out.</param>
internal sealed record LayoutStep(CsvLayout? Layout, CsvDialect? Dialect, IReadOnlyList<ReadNote> Notes);
