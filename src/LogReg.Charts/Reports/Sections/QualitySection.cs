using LogReg.Charts.Reports.Blocks;
using LogReg.Charts.Text;
using LogReg.Evaluation;

namespace LogReg.Charts.Reports.Sections;

/// <summary>How well the model predicts the rows: measures, the confusion matrix, curves.</summary>
internal static class QualitySection
{
    public static ReportSection Of(ReportInput input)
    {
        IReadOnlyList<Figure> confusion = ReportFigures.Of(input, "confusion");
        bool isWide = confusion.Any(ReportFigures.IsLarge);
        ReportBlock[] beside = confusion.Count > 0 && !isWide ? [new FiguresBlock(confusion)] : [];
        List<ReportBlock> all = [new BesideBlock([Quality(input), .. Classes(input), Matrix(input)], beside)];
        if (isWide)
        {
            all.Add(new FiguresBlock(confusion) { IsWide = true });
        }

        all.AddRange(Curves(input));
        return new ReportSection("quality", "Quality", all);
    }

    private static IEnumerable<ReportBlock> Classes(ReportInput input)
    {
        if (input.Evaluation.Metrics.Multiclass is not MulticlassMetrics several)
        {
            yield break;
        }

        yield return new TableBlock(
            $"Quality by class, each against the others: {input.RowsText}", EvaluationText.ClassTable(several, input.CountHeader))
        {
            LabelHeader = "class",
        };
        int more = several.PerClass.Count - EvaluationText.MostClasses;
        if (more > 0)
        {
            yield return new TextBlock(
                input.Spell($"… and {NumberFormat.Count(more)} more classes: {Operation.Evaluate} lists them."));
        }
    }

    private static ReportBlock Matrix(ReportInput input)
    {
        ConfusionMatrix matrix = input.Evaluation.Metrics.ConfusionMatrix;
        if (matrix.Classes.Count > EvaluationText.MostMatrixClasses)
        {
            string count = NumberFormat.Count(matrix.Classes.Count);
            return new TextBlock(
                input.Spell($"The confusion matrix of {count} classes is too wide for a page: {Operation.Evaluate} has it."));
        }

        string threshold = input.Model.Target.IsBinary ? $" at a threshold of {NumberFormat.Threshold(input.Model.Threshold)}" : "";
        return new TableBlock(
            $"Confusion matrix{threshold}: {input.RowsText}{input.WeightText}", EvaluationText.MatrixTable(matrix));
    }

    private static IEnumerable<ReportBlock> Curves(ReportInput input)
    {
        if (ReportFigures.IsCrowded(input))
        {
            string count = NumberFormat.Count(input.Model.Target.Classes.Count);
            yield return new TextBlock(
                input.Spell($"{count} classes have too many curves for a page: {ChartOperations.PlotCurves} draws them."));
        }

        // A model that is to be trusted has its calibration at the beginning of the page.
        string[] kinds = ModelDoubts.Of(input).Count > 0
            ? ["roc", "precision-recall", "calibration", "gain"]
            : ["roc", "precision-recall", "gain"];
        IReadOnlyList<Figure> figures = ReportFigures.Of(input, kinds);
        if (figures.Count > 0)
        {
            yield return new HeadingBlock("Curves");
            yield return new FiguresBlock(figures);
        }
    }

    private static QualityBlock Quality(ReportInput input)
    {
        var crossValidated = new Dictionary<string, string>();
        if (input is { IsTakenFromPath: false, Model.Validation: CrossValidation validation })
        {
            CrossValidationPoint point = validation.Selected;
            crossValidated["logLoss"] = With(point.LogLoss, value => NumberFormat.Significant(value, 4));
            crossValidated["rocAuc"] = With(point.RocAuc, value => NumberFormat.Significant(value, 4));

            // Folds are judged before a rule chooses the threshold.
            if (validation.ThresholdRule is null)
            {
                crossValidated["accuracy"] = With(point.Accuracy, NumberFormat.Percent);
            }
        }

        string caption = input.Groups.Count == 1
            ? $"Quality on {input.Groups[0].CountText(input.DataName)}"
            : $"Quality on {string.Join(" and ", input.Groups.Select(group => group.CountText(input.DataName)))} of {input.DataName}";
        return new QualityBlock(
            caption, [.. input.Groups.Select(group => (group.Name(input.DataName), EvaluationText.Quality(group.Metrics)))])
        {
            CrossValidated = crossValidated,
            Baseline = QualityClaims.BaselineHeader(input.Model),
        };
    }

    private static string With(MetricEstimate estimate, Func<double, string> format) =>
        double.IsFinite(estimate.StandardError) ? $"{format(estimate.Mean)} ± {format(estimate.StandardError)}" : format(estimate.Mean);
}
