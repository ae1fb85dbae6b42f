namespace LogReg.Data;

/// <summary>A text that stands in some cells of a column of numbers.</summary>
/// <param name="Text">The text.</param>
/// <param name="Count">How many cells it stands in.</param>
/// <param name="Place">Where the first of them stands, or <see langword="null"/>.</param>
internal sealed record StrayText(string Text, long Count, RowPlace? Place);
