namespace LogReg.Charts.Reports.Blocks;

/// <summary>What to know before trusting what a report says.</summary>
/// <param name="Texts">The warnings.</param>
internal sealed record WarningsBlock(IReadOnlyList<string> Texts) : ReportBlock
{
    /// <summary>What stands before each.</summary>
    public string Lead { get; init; } = "Warning: ";
}
