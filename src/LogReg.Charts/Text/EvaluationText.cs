using LogReg.Evaluation;

namespace LogReg.Charts.Text;

/// <summary>The fields and tables of an evaluation, for the terminal and for pages.</summary>
internal static class EvaluationText
{
    /// <summary>A wider matrix fits no report; --json has it all.</summary>
    public const int MostMatrixClasses = 8;
    public const int MostClasses = 40;

    /// <summary>The rows of a diagnosis, and what the report says about them.</summary>
    public static IEnumerable<ReportField> Fields(EvaluationOutcome outcome)
    {
        TargetDescription target = outcome.Model.Target;
        ClassificationMetrics metrics = outcome.Evaluation.Metrics;
        yield return new ReportField(
            "Target",
            target.IsBinary
                ? $"{target.Name}, the probability of {target.Positive}"
                : $"{target.Name}, {NumberFormat.Count(target.Classes.Count)} classes");
        yield return new ReportField("Rows", RowText(outcome.Evaluation));
        if (outcome.WeightColumn is string weight)
        {
            yield return new ReportField("Weights", $"column {weight}");
        }

        if (metrics.Binary is BinaryMetrics withThreshold)
        {
            yield return new ReportField("Threshold", NumberFormat.Threshold(withThreshold.Threshold));
        }

        if (outcome.Model.Training.Prior is double prior)
        {
            string usual = $"{NumberFormat.Exact(prior)} of {target.Positive}; these rows are not reweighted to it";
            yield return new ReportField("Prior", [.. PriorText(outcome.Model, metrics).DefaultIfEmpty(usual)]);
        }

        foreach (ReportField field in CellFields(
            outcome.Model, outcome.Evaluation.MissingCells, outcome.Evaluation.UnseenCells, outcome.Evaluation.UnseenCombinations))
        {
            yield return field;
        }
    }

    /// <summary>The cells that are missing or unknown to the model, and what takes their place.</summary>
    /// <param name="model">The model.</param>
    /// <param name="missingCells">The number of missing cells of each feature.</param>
    /// <param name="unseenCells">The number of cells with unseen levels of each feature.</param>
    /// <param name="combinations">The number of rows with unseen combinations of levels of each term.</param>
    public static IEnumerable<ReportField> CellFields(
        LogisticModel model,
        IReadOnlyDictionary<string, long> missingCells,
        IReadOnlyDictionary<string, long> unseenCells,
        IReadOnlyDictionary<string, long> combinations)
    {
        string instead = MissingCells.UsedInstead(model, model.Features);
        var features = model.Features.ToDictionary(feature => feature.Name);
        yield return new ReportField(
            "Missing",
            [
                .. MissingCells.Groups(model, missingCells.Keys.Select(name => features[name])).SelectMany(
                    group => Cells(
                        group.Features.ToDictionary(feature => feature.Name, feature => missingCells[feature.Name]), group.Treatment)),
            ]);
        yield return new ReportField("New levels", [.. Cells(unseenCells, $"not seen in training; {instead}")]);
        yield return new ReportField("Combinations", [.. CombinationLines(combinations)]);
    }

    /// <summary>A line for each term whose levels never met in training in some rows.</summary>
    public static IEnumerable<string> CombinationLines(IReadOnlyDictionary<string, long> counts)
    {
        const int MostTerms = 8;
        foreach ((string term, long count) in counts.Take(MostTerms))
        {
            yield return $"{term}: {NumberFormat.Count(count, "row")} with levels that did not occur together in training; the term adds "
                + "nothing there";
        }

        if (counts.Count > MostTerms)
        {
            yield return $"… and {NumberFormat.Count(counts.Count - MostTerms, "more term")}";
        }
    }

    /// <summary>The number of rows, and those that are left out.</summary>
    public static string RowText(ModelEvaluation evaluation)
    {
        string[] leftOut =
        [
            .. evaluation.RowsWithoutKnownClass > 0
                ? [$"{NumberFormat.Count(evaluation.RowsWithoutKnownClass)} with a missing or unknown class"]
                : Array.Empty<string>(),
            .. evaluation.RowsOfWeightZero > 0 ? [$"{NumberFormat.Count(evaluation.RowsOfWeightZero)} of weight 0"] : Array.Empty<string>(),
        ];
        string used = NumberFormat.Count(evaluation.Metrics.Rows);
        return leftOut.Length == 0
            ? used
            : $"{NumberFormat.Count(evaluation.RowsRead)} read, {used} used; left out: {string.Join(", ", leftOut)}";
    }

    /// <summary>Describes rows whose proportion of positives differs from the model's by more than chance explains; nothing
    /// otherwise.</summary>
    public static IEnumerable<string> PriorText(LogisticModel model, ClassificationMetrics metrics)
    {
        const double MostErrors = 2;
        if (model.Training.Prior is double prior && metrics.Binary is BinaryMetrics binary
            && Math.Abs(binary.PositiveShare - prior) > MostErrors * Math.Sqrt(prior * (1 - prior) / metrics.Rows))
        {
            yield return $"the model assumes {NumberFormat.Percent(prior)} {model.Target.Positive}, but these rows have "
                + $"{NumberFormat.Percent(binary.PositiveShare)}: its probabilities do not apply to them, and these rows are not reweighted";
        }
    }

    /// <summary>A line for each column, at most some.</summary>
    public static IEnumerable<string> Cells(IEnumerable<KeyValuePair<string, long>> counts, string remark)
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

    /// <summary>All measures of quality, each beside that of predicting the classes' shares.</summary>
    public static IReadOnlyList<QualityMeasure> Quality(ClassificationMetrics metrics)
    {
        if (metrics.Multiclass is MulticlassMetrics several)
        {
            return
            [
                new("logLoss", "Log loss", several.LogLoss, several.NullLogLoss),
                new("accuracy", "Accuracy", several.Accuracy, several.NullAccuracy) { IsShare = true },
                new("brierScore", "Brier score", several.BrierScore, NullBrierScore(several.ConfusionMatrix)),
            ];
        }

        BinaryMetrics binary = metrics.Binary!;
        return
        [
            new("logLoss", "Log loss", binary.LogLoss, binary.NullLogLoss),
            new("accuracy", NumberFormat.AccuracyAt("Accuracy", binary.Threshold), binary.Accuracy, binary.NullAccuracy) { IsShare = true },
            new(
                "brierScore",
                "Brier score",
                binary.BrierScore,
                binary.Baseline?.BrierScore ?? (binary.PositiveShare * (1 - binary.PositiveShare))),
            new("rocAuc", "ROC AUC", binary.RocAuc, binary.NullRocAuc),
            new(
                "averagePrecision",
                "Average precision",
                binary.AveragePrecision,
                binary.Baseline?.AveragePrecision ?? binary.PositiveShare),
            new("precision", "Precision (PPV)", binary.Precision) { IsShare = true },
            new("recall", "Recall (sensitivity)", binary.Recall) { IsShare = true },
            new("specificity", "Specificity", binary.Specificity) { IsShare = true },
            new("negativePredictiveValue", "NPV", binary.ConfusionMatrix.Precision(0)) { IsShare = true },
            new("f1", "F1", binary.F1) { IsShare = true },
            new("meanProbability", "Mean probability", binary.MeanProbability, binary.PositiveShare) { IsShare = true },
        ];
    }

    /// <summary>The metrics of each class against the others; if there are very many, of the first ones.</summary>
    /// <param name="metrics">The measures.</param>
    /// <param name="countHeader">What the support of a class is: rows, or their weight.</param>
    public static ReportTable ClassTable(MulticlassMetrics metrics, string countHeader)
    {
        var classes = new ReportTable("", countHeader, "precision", "recall", "F1", "ROC AUC");
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
        return classes;
    }

    // That of predicting the classes' shares: Σ π(1 − π).
    private static double NullBrierScore(ConfusionMatrix matrix) =>
        Enumerable.Range(0, matrix.Classes.Count).Sum(
            index => matrix.ActualTotal(index) / matrix.Total * (1 - (matrix.ActualTotal(index) / matrix.Total)));

    /// <summary>The confusion matrix, a row an actual class.</summary>
    public static ReportTable MatrixTable(ConfusionMatrix matrix)
    {
        var table = new ReportTable(["actual \\ predicted", .. matrix.Classes]);
        for (int actual = 0; actual < matrix.Classes.Count; actual++)
        {
            table.Add(
                [matrix.Classes[actual], .. Enumerable.Range(0, matrix.Classes.Count).Select(
                    predicted => NumberFormat.Weight(matrix[actual, predicted]))]);
        }

        return table;
    }
}
