using LogReg.Evaluation;

namespace LogReg.Cli.Output;

/// <summary>What a person reads after an evaluation.</summary>
internal static class EvaluationReport
{
    // A wider matrix fits no terminal; --json has it all.
    private const int MostMatrixClasses = 8;
    private const int MostClasses = 40;

    public static void Write(ReportWriter report, EvaluationOutcome outcome)
    {
        TargetDescription target = outcome.Model.Target;
        ClassificationMetrics metrics = outcome.Evaluation.Metrics;
        report.Title($"{outcome.ModelPath} on {outcome.Data}");
        report.Blank();
        report.Field("Target", target.IsBinary ? $"{target.Name}, the probability of {target.Positive}" : $"{target.Name}, {NumberFormat.Count(target.Classes.Count)} classes");
        report.Field("Rows", RowText(outcome.Evaluation));
        if (outcome.WeightColumn is string weight)
        {
            report.Field("Weights", $"column {weight}");
        }

        if (metrics.Binary is BinaryMetrics withThreshold)
        {
            report.Field("Threshold", NumberFormat.Threshold(withThreshold.Threshold));
        }

        report.Field("Prior", PriorText(outcome.Model, metrics));
        ILookup<bool, KeyValuePair<string, long>> missing = outcome.Evaluation.MissingCells.ToLookup(
            cells => MissingCells.AreUnknown(outcome.Model.Features.First(feature => feature.Name == cells.Key)));
        report.Field("Missing", [.. Cells(missing[false], "filled in as in training"), .. Cells(missing[true], "where training saw none, taken as the reference")]);
        report.Field("New levels", Cells(outcome.Evaluation.UnseenCells, "never seen in training, taken as the reference"));
        report.Blank();
        if (metrics.Binary is BinaryMetrics binary)
        {
            WriteBinary(report, binary, target);
        }
        else
        {
            WriteMulticlass(report, metrics.Multiclass!);
        }

        report.Blank();
        WriteMatrix(report, metrics.ConfusionMatrix);
    }

    private static string RowText(ModelEvaluation evaluation)
    {
        string[] leftOut =
        [
            .. evaluation.RowsWithoutKnownClass > 0 ? [$"{NumberFormat.Count(evaluation.RowsWithoutKnownClass)} without a class that the model knows"] : Array.Empty<string>(),
            .. evaluation.RowsOfWeightZero > 0 ? [$"{NumberFormat.Count(evaluation.RowsOfWeightZero)} of weight 0"] : Array.Empty<string>(),
        ];
        string used = NumberFormat.Count(evaluation.Metrics.Rows);
        return leftOut.Length == 0 ? used : $"{NumberFormat.Count(evaluation.RowsRead)} read, {used} used; left out: {string.Join(", ", leftOut)}";
    }

    // Rows of another share than the model is for, by more than chance explains.
    private static IEnumerable<string> PriorText(LogisticModel model, ClassificationMetrics metrics)
    {
        const double MostErrors = 2;
        if (model.Training.Prior is double prior && metrics.Binary is BinaryMetrics binary
            && Math.Abs(binary.PositiveShare - prior) > MostErrors * Math.Sqrt(prior * (1 - prior) / metrics.Rows))
        {
            yield return $"the model is for a share of {NumberFormat.Percent(prior)} of {model.Target.Positive}, these rows have {NumberFormat.Percent(binary.PositiveShare)}: its probabilities are not meant for these rows as they are";
        }
    }

    private static IEnumerable<string> Cells(IEnumerable<KeyValuePair<string, long>> counts, string remark)
    {
        const int Most = 8;
        KeyValuePair<string, long>[] all = [.. counts];
        foreach ((string column, long count) in all.Take(Most))
        {
            yield return $"{column}: {NumberFormat.Count(count, "cell")}, {remark}";
        }

        if (all.Length > Most)
        {
            yield return $"… and {NumberFormat.Count(all.Length - Most, "more column")}";
        }
    }

    private static void WriteBinary(ReportWriter report, BinaryMetrics metrics, TargetDescription target)
    {
        var table = new ReportTable("", "model", "intercept only");
        Row(table, "Log loss", metrics.LogLoss, metrics.NullLogLoss);
        PercentRow(table, NumberFormat.AccuracyAt("Accuracy", metrics.Threshold), metrics.Accuracy, metrics.NullAccuracy);
        Row(table, "Brier score", metrics.BrierScore, metrics.PositiveShare * (1 - metrics.PositiveShare));
        Row(table, "ROC AUC", metrics.RocAuc, 0.5);
        Row(table, "Average precision", metrics.AveragePrecision, metrics.PositiveShare);
        PercentRow(table, $"Precision of {target.Positive}", metrics.Precision);
        PercentRow(table, $"Recall of {target.Positive}", metrics.Recall);
        PercentRow(table, $"Recall of {target.Negative}", metrics.Specificity);
        PercentRow(table, $"F1 of {target.Positive}", metrics.F1);
        PercentRow(table, $"Mean probability of {target.Positive}", metrics.MeanProbability, metrics.PositiveShare);
        report.Table(table);
    }

    private static void WriteMulticlass(ReportWriter report, MulticlassMetrics metrics)
    {
        var table = new ReportTable("", "model", "intercept only");
        Row(table, "Log loss", metrics.LogLoss, metrics.NullLogLoss);
        PercentRow(table, "Accuracy", metrics.Accuracy, metrics.NullAccuracy);
        Row(table, "Brier score", metrics.BrierScore, NullBrierScore(metrics.ConfusionMatrix));
        report.Table(table);
        report.Blank();

        var classes = new ReportTable("", "rows", "precision", "recall", "F1", "ROC AUC");
        foreach (ClassMetrics one in metrics.PerClass.Take(MostClasses))
        {
            classes.Add(
                one.Class,
                NumberFormat.Weight(one.Support),
                NumberFormat.Percent(one.Precision),
                NumberFormat.Percent(one.Recall),
                NumberFormat.Percent(one.F1),
                NumberFormat.Significant(one.RocAuc, 6));
        }

        classes.Add(
            "(mean of the classes)",
            NumberFormat.Weight(metrics.WeightSum),
            NumberFormat.Percent(metrics.MacroPrecision),
            NumberFormat.Percent(metrics.MacroRecall),
            NumberFormat.Percent(metrics.MacroF1),
            NumberFormat.Significant(metrics.MacroRocAuc, 6));
        report.Table(classes);
        if (metrics.PerClass.Count > MostClasses)
        {
            report.Line($"… and {NumberFormat.Count(metrics.PerClass.Count - MostClasses)} more classes: --json lists them");
        }
    }

    // That of predicting the classes' shares: Σ π(1 − π).
    private static double NullBrierScore(ConfusionMatrix matrix) =>
        Enumerable.Range(0, matrix.Classes.Count).Sum(index => matrix.ActualTotal(index) / matrix.Total * (1 - (matrix.ActualTotal(index) / matrix.Total)));

    private static void WriteMatrix(ReportWriter report, ConfusionMatrix matrix)
    {
        if (matrix.Classes.Count > MostMatrixClasses)
        {
            report.Line($"The confusion matrix of {NumberFormat.Count(matrix.Classes.Count)} classes is too wide for a report: --json has it.");
            return;
        }

        var table = new ReportTable(["actual \\ predicted", .. matrix.Classes]);
        for (int actual = 0; actual < matrix.Classes.Count; actual++)
        {
            table.Add([matrix.Classes[actual], .. Enumerable.Range(0, matrix.Classes.Count).Select(predicted => NumberFormat.Weight(matrix[actual, predicted]))]);
        }

        report.Table(table);
    }

    private static void Row(ReportTable table, string label, double value, double? nullValue = null) =>
        table.Add(label, NumberFormat.Significant(value, 6), nullValue is double other ? NumberFormat.Significant(other, 6) : "");

    private static void PercentRow(ReportTable table, string label, double value, double? nullValue = null) =>
        table.Add(label, NumberFormat.Percent(value), nullValue is double other ? NumberFormat.Percent(other) : "");
}
