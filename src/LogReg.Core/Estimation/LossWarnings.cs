using LogReg.Checking;
using LogReg.Terms;

namespace LogReg.Estimation;

/// <summary>Findings that tell of something in the file that was lost or may be read otherwise than it was meant: a fit warns of them, whatever it prints besides.</summary>
internal static class LossWarnings
{
    private static readonly FindingKind[] Losses =
    [
        FindingKind.HeaderLooksLikeData, FindingKind.RepeatedHeader, FindingKind.SpreadsheetErrors, FindingKind.StrayText, FindingKind.CodeNumbers, FindingKind.NumberAsText, FindingKind.TargetDoubtful,
    ];

    /// <summary>The warnings.</summary>
    /// <param name="findings">The findings on the data.</param>
    /// <param name="leftOut">The columns that were left out.</param>
    /// <param name="declared">The columns that the options name as categorical: their reader does not expect one to be missing.</param>
    public static IEnumerable<FitWarning> Of(IEnumerable<DataFinding> findings, IEnumerable<LeftOutColumn> leftOut, IReadOnlyList<string> declared) =>
    [
        .. findings.Where(finding => Losses.Contains(finding.Kind)).Select(finding => new FitWarning(FitWarningKind.Reading, finding.Message, finding.Hint)),
        .. leftOut.Where(column => column.Reason == LeftOutReason.Identifier && declared.Contains(column.Name)).Select(OfDeclared),
    ];

    private static FitWarning OfDeclared(LeftOutColumn column) => new(
        FitWarningKind.Reading,
        $"{FindingText.Quote(column.Name)} is left out, because nearly every value is different ({FindingText.Count(column.DistinctValues)} distinct values)",
        "name it in --features to keep it, or in --exclude to leave it out without this warning");
}
