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
        return new ReportPage(
            $"Logistic regression of {target}",
            $"{input.Outcome.ModelPath} on {input.DataName}: "
                + $"{string.Join(", ", input.Groups.Select(group => group.CountText(input.DataName).Replace($" of {input.DataName}", "", StringComparison.Ordinal)))}",
            [.. sections.Where(section => section.Blocks.Count > 0)]);
    }
}
