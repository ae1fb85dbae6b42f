using LogReg.Cli.Output;
using LogReg.Cli.Reports.Blocks;
using LogReg.Evaluation;

namespace LogReg.Cli.Reports.Sections;

/// <summary>How well the model predicts the rows: measures, the confusion matrix, curves.</summary>
internal static class QualitySection
{
    public static ReportSection Of(ReportInput input)
    {
        ClassificationMetrics metrics = input.Evaluation.Metrics;
        var blocks = new List<ReportBlock> { new QualityBlock($"Quality on {NumberFormat.Count(metrics.Rows, "row")} of {input.Outcome.Data}", EvaluationReport.Quality(metrics, input.Model.Target)) };
        if (metrics.Multiclass is MulticlassMetrics several)
        {
            blocks.Add(new TableBlock("Quality by class, each against the others", EvaluationReport.ClassTable(several)) { LabelHeader = "class" });
            if (several.PerClass.Count > EvaluationReport.MostClasses)
            {
                blocks.Add(new TextBlock($"… and {NumberFormat.Count(several.PerClass.Count - EvaluationReport.MostClasses)} more classes: logreg evaluate --json lists them."));
            }
        }

        blocks.Add(metrics.ConfusionMatrix.Classes.Count <= EvaluationReport.MostMatrixClasses
            ? new TableBlock($"Confusion matrix{(input.Model.Target.IsBinary ? $" at the threshold {NumberFormat.Threshold(input.Model.Threshold)}" : "")}", EvaluationReport.MatrixTable(metrics.ConfusionMatrix))
            : new TextBlock($"The confusion matrix of {NumberFormat.Count(metrics.ConfusionMatrix.Classes.Count)} classes is too wide for a page: logreg evaluate --json has it."));
        IReadOnlyList<Plots.Figure> figures = ReportFigures.Of(input, "roc", "precision-recall", "calibration", "gain", "threshold", "confusion");
        if (figures.Count > 0)
        {
            blocks.Add(new HeadingBlock("Curves"));
            if (ReportFigures.IsCrowded(input))
            {
                blocks.Add(new TextBlock($"The curves of {NumberFormat.Count(input.Model.Target.Classes.Count)} classes are too many for a page: logreg plot draws them."));
            }

            blocks.Add(new FiguresBlock(figures));
        }

        return new ReportSection("quality", "How well it predicts", blocks);
    }
}
