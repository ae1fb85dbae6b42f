using LogReg.Charts.Text;
using LogReg.Evaluation;

namespace LogReg.Cli.Output;

/// <summary>The report after an evaluation.</summary>
internal static class EvaluationReport
{
    public static void Write(ReportWriter report, EvaluationOutcome outcome)
    {
        ClassificationMetrics metrics = outcome.Evaluation.Metrics;
        report.Title($"{outcome.ModelPath} on {outcome.Data}");
        report.Blank();
        report.Fields(EvaluationText.Fields(outcome));
        report.Blank();
        report.Table(QualityTable(EvaluationText.Quality(metrics), QualityClaims.BaselineHeader(outcome.Model)));
        if (metrics.Binary?.Calibration is CalibrationSummary calibration)
        {
            report.Blank();
            report.Field("Calibration", CalibrationText.Of(calibration));
        }

        if (metrics.Multiclass is MulticlassMetrics several)
        {
            report.Blank();
            report.Table(EvaluationText.ClassTable(several, outcome.WeightColumn is null ? "rows" : "weight"));
            if (several.PerClass.Count > EvaluationText.MostClasses)
            {
                report.Line(
                    $"… and {NumberFormat.Count(several.PerClass.Count - EvaluationText.MostClasses)} more classes: --json lists them");
            }
        }

        report.Blank();
        WriteMatrix(report, metrics.ConfusionMatrix);
    }

    private static void WriteMatrix(ReportWriter report, ConfusionMatrix matrix)
    {
        if (matrix.Classes.Count > EvaluationText.MostMatrixClasses)
        {
            report.Line(
                $"The confusion matrix of {NumberFormat.Count(matrix.Classes.Count)} classes is too wide for a report: --json has it.");
            return;
        }

        report.Table(EvaluationText.MatrixTable(matrix));
    }

    private static ReportTable QualityTable(IReadOnlyList<QualityMeasure> measures, string baseline)
    {
        var table = new ReportTable("", "evaluated rows", baseline);
        foreach (QualityMeasure measure in measures)
        {
            table.Add(measure.Label, measure.Text, measure.NullText);
        }

        return table;
    }
}
