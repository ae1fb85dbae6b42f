using LogReg.Cli.Files;
using LogReg.Cli.Reports.Sections;

namespace LogReg.Cli.Reports;

/// <summary>Puts a report together. What a model has not is left out.</summary>
internal static class ReportBuilder
{
    public static ReportPage Build(ReportInput input)
    {
        string target = input.Model.Target.Name;
        string data = input.Outcome.Data;
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
            $"{input.Outcome.ModelPath} on {(data == DataInput.StandardInput ? "standard input" : data)}",
            [.. sections.Where(section => section.Blocks.Count > 0)]);
    }
}
