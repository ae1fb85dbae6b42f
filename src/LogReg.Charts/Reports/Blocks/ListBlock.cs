namespace LogReg.Charts.Reports.Blocks;

/// <summary>A list of items, each with words that stand out before the others.</summary>
/// <param name="Items">The items.</param>
internal sealed record ListBlock(IReadOnlyList<(string Lead, string Text)> Items) : ReportBlock;
