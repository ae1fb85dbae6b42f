using LogReg.Checking;

namespace LogReg.Estimation;

/// <summary>Findings that tell of something in the file that was lost or may be read otherwise than it was meant: a fit warns of them, whatever it prints besides.</summary>
internal static class LossWarnings
{
    private static readonly FindingKind[] Losses =
    [
        FindingKind.HeaderLooksLikeData, FindingKind.RepeatedHeader, FindingKind.SpreadsheetErrors, FindingKind.StrayText, FindingKind.CodeNumbers, FindingKind.NumberAsText, FindingKind.TargetDoubtful,
    ];

    /// <summary>The warnings.</summary>
    /// <param name="findings">What the data show.</param>
    public static IEnumerable<FitWarning> Of(IEnumerable<DataFinding> findings) =>
        findings.Where(finding => Losses.Contains(finding.Kind)).Select(finding => new FitWarning(FitWarningKind.Reading, finding.Message, finding.Hint));
}
