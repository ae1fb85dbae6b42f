namespace LogReg.Charts.Reports.Blocks;

/// <summary>A few numbers that are seen first.</summary>
/// <param name="Caption">Which rows they are of.</param>
/// <param name="Tiles">A number each, with its label and what it compares with.</param>
internal sealed record TilesBlock(string Caption, IReadOnlyList<(string Label, string Number, string Note)> Tiles) : ReportBlock;
