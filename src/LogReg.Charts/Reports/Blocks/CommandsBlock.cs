namespace LogReg.Charts.Reports.Blocks;

/// <summary>Command lines that a person may copy.</summary>
/// <param name="Commands">Each with a few words of what it does.</param>
internal sealed record CommandsBlock(IReadOnlyList<(string Purpose, string CommandLine)> Commands) : ReportBlock;
