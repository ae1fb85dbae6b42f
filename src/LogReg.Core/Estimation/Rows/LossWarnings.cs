using LogReg.Checking;
using LogReg.Terms;

namespace LogReg.Estimation;

/// <summary>Findings on data that were lost, or may have been read differently from what was meant. A fit always warns of them.</summary>
internal static class LossWarnings
{
    private static readonly FindingKind[] Losses =
    [
        FindingKind.HeaderLooksLikeData, FindingKind.RepeatedHeader, FindingKind.SpreadsheetErrors, FindingKind.StrayText,
        FindingKind.CodeNumbers, FindingKind.NumberAsText, FindingKind.TargetDoubtful,
        FindingKind.RoundedNumbers, FindingKind.NoneAsMissing, FindingKind.Layout,
    ];

    /// <summary>The warnings.</summary>
    /// <param name="findings">The findings on the data.</param>
    /// <param name="leftOut">The columns that were left out.</param>
    /// <param name="declared">The columns that the options name as categorical: their reader does not expect one to be missing.</param>
    /// <param name="hasFormula">Whether a formula says what the terms are.</param>
    public static IEnumerable<FitWarning> Of(
        IEnumerable<DataFinding> findings, IEnumerable<LeftOutColumn> leftOut, IReadOnlyList<string> declared, bool hasFormula) =>
    [
        .. findings.Where(
            finding => Losses.Contains(finding.Kind) || finding is { Kind: FindingKind.NumberNotation, Severity: FindingSeverity.Warning }
                || IsDateLeftOut(finding, leftOut)).Select(
            finding => new FitWarning(FitWarningKind.Reading, finding.Message, finding.Hint)),
        .. leftOut.Where(column => column.Reason == LeftOutReason.Identifier && declared.Contains(column.Name)).Select(
            column => OfDeclared(column, hasFormula)),
    ];

    private static bool IsDateLeftOut(DataFinding finding, IEnumerable<LeftOutColumn> leftOut) =>
        finding.Kind == FindingKind.Date
        && leftOut.Any(column => column.Reason == LeftOutReason.Date && finding.Columns.Contains(column.Name));

    private static FitWarning OfDeclared(LeftOutColumn column, bool hasFormula) => new(
        FitWarningKind.Reading,
        $"{FindingText.Quote(column.Name)} is left out, because nearly every value is different "
            + $"({FindingText.Count(column.DistinctValues)} distinct values)",
        $"{LeavingOut.NameIt(hasFormula)} to keep it, or in {Option.ExcludedColumns} to leave it out without this warning");
}
