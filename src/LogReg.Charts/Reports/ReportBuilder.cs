using LogReg.Charts.Reports.Blocks;
using LogReg.Charts.Reports.Sections;

namespace LogReg.Charts.Reports;

/// <summary>Puts a report together. What a model has not is left out.</summary>
internal static class ReportBuilder
{
    public static ReportPage Build(ReportInput input)
    {
        string target = input.Model.Target.Name;
        ReportSection[] sections =
        [
            SummarySection.Of(input),
            DataSection.Of(input),
            ModelSection.Of(input),
            CoefficientsSection.Of(input),
            TestsSection.Of(input),
            DiagnosticsSection.Of(input),
            QualitySection.Of(input),
            ThresholdSection.Of(input),
            OriginSection.Of(input),
        ];
        string model = input.Outcome.ModelPath.Length > 0 ? $"{input.Outcome.ModelPath} on " : "";

        // The name of the data is there already.
        IEnumerable<string> groups = input.Groups.Select(
            group => group.CountText(input.DataName).Replace($" of {input.DataName}", "", StringComparison.Ordinal));
        return new ReportPage(
            $"Logistic regression of {target}",
            $"{model}{input.DataName}: {string.Join(", ", groups)}",
            [.. sections.Where(section => section.Blocks.Count > 0)]);
    }
}
