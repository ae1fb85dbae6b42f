using LogReg.Evaluation;

namespace LogReg.Charts.Text;

/// <summary>The results of cross-validation as fields and tables, for the terminal and for pages.</summary>
internal static class ValidationText
{
    private const int MostPoints = 10;

    /// <summary>The assignment of rows to folds, the choices, and the performance on held-out rows.</summary>
    public static IEnumerable<ReportField> Fields(CrossValidation validation, LogisticModel model, OptionSpelling spelling)
    {
        yield return new ReportField("Validation", FoldText(validation));
        if (validation.ChoosesLambda)
        {
            yield return new ReportField("Chosen", [ChoiceText(validation), .. EdgeText(validation).Select(text => text.Spell(spelling))]);
        }

        if (validation.ThresholdRule is ThresholdRule rule)
        {
            yield return new ReportField(
                "Threshold", $"{NumberFormat.Significant(model.Threshold, 4)}, chosen by {Name(rule)} on cross-validated predictions");
        }

        yield return new ReportField(model.Target.IsBinary ? "At threshold" : "By class", [.. OutOfSampleText(validation, model.Target)]);
        if (validation.OutOfSample?.Binary?.Calibration is CalibrationSummary calibration)
        {
            yield return new ReportField("Calibration", $"cross-validated: {CalibrationText.Of(calibration)}");
        }
    }

    /// <summary>How many penalties were tried, and how many of them <see cref="Table"/> shows.</summary>
    public static string Heading(CrossValidation validation)
    {
        int shown = Shown(validation).Count;
        string unit = HasSeveralAlphas(validation) ? "pairs of α and λ" : "λ";
        return $"{NumberFormat.Count(validation.Points.Count)} "
            + $"{unit}{(shown < validation.Points.Count ? $", {NumberFormat.Count(shown)} of them shown" : "")}";
    }

    /// <summary>The points that were tried, or what the one there is does.</summary>
    public static ReportTable Table(CrossValidation validation, LogisticModel model) =>
        validation.ChoosesLambda ? CurveTable(validation, model) : PointTable(validation, model);

    /// <summary>The name of the accuracy with its threshold: folds are scored before a rule has all their predictions to choose
    /// from.</summary>
    public static string AccuracyLabel(string label, CrossValidation validation, LogisticModel model) =>
        validation.ThresholdRule is not null ? $"{label} at 0.5"
        : NumberFormat.AccuracyAt(label, TargetText.ThresholdOf(model));

    /// <summary>A rule as the command line writes it.</summary>
    public static string Name(ThresholdRule rule) => EnumName.Of(rule.Kind) + rule.Kind switch
    {
        ThresholdRuleKind.Cost => $":{NumberFormat.Exact(rule.FalsePositiveCost)},{NumberFormat.Exact(rule.FalseNegativeCost)}",
        ThresholdRuleKind.Recall => $":{NumberFormat.Exact(rule.WantedRecall)}",
        _ => "",
    };

    /// <summary>A metric in the words of a sentence.</summary>
    public static string MetricName(ValidationMetric metric) => metric switch
    {
        ValidationMetric.LogLoss => "log loss",
        ValidationMetric.RocAuc => "ROC AUC",
        _ => "accuracy",
    };

    private static string FoldText(CrossValidation validation)
    {
        long smallest = validation.FoldRows.Min();
        long largest = validation.FoldRows.Max();
        string rows = smallest == largest
            ? NumberFormat.Count(smallest, "row")
            : $"{NumberFormat.Count(smallest)} to {NumberFormat.Count(largest, "row")}";
        string dealt = validation.FoldsColumn is null ? $"assigned at random (seed {NumberFormat.Exact(validation.Seed)})"
            : validation.FoldsAreValues ? $"one for each value of {validation.FoldsColumn}"
            : $"whole values of {validation.FoldsColumn} (seed {NumberFormat.Exact(validation.Seed)})";
        return $"{NumberFormat.Count(validation.Folds)} folds of {rows}, {dealt}; each predicted by a model fitted to the "
            + $"other{(validation.Folds == 2 ? "" : $" {NumberFormat.Count(validation.Folds - 1)}")}";
    }

    private static string ChoiceText(CrossValidation validation)
    {
        CrossValidationPoint point = validation.Selected;
        string alpha = HasSeveralAlphas(validation) ? $", α = {NumberFormat.Exact(point.Alpha)}" : "";
        (string metric, string best) = MetricText(validation.Metric);
        string why = validation.PrefersOneStandardError
            ? $"the strongest penalty whose cross-validated {metric} is within one standard error of the {best}"
            : $"the penalty with the {best} cross-validated {metric}";
        return $"λ = {NumberFormat.Significant(point.Lambda, 4)}{alpha}: {why}; {NumberFormat.Count(point.NonZeroCount, "coefficient")} "
            + $"nonzero";
    }

    private static (string Name, string Best) MetricText(ValidationMetric metric) =>
        (MetricName(metric), metric == ValidationMetric.LogLoss ? "smallest" : "largest");

    // Beyond the end of the curve there may be better ones.
    private static IEnumerable<OptionText> EdgeText(CrossValidation validation)
    {
        CrossValidationPoint[] own = [.. validation.Points.Where(point => point.Alpha == validation.Best.Alpha)];
        if (own.Length > 1 && own[^1] == validation.Best && validation.Best.Lambda > 0)
        {
            (string metric, string best) = MetricText(validation.Metric);
            yield return validation.Selected == validation.Best
                ? OptionText.Of($"The best λ is the smallest tried; try smaller ones with {Remedies.Lambdas}.")
                : OptionText.Of(
                    $"The λ with the {best} {metric} (not the one chosen) is the smallest tried; try smaller ones with "
                        + $"{Remedies.Lambdas}.");
        }
    }

    private static IEnumerable<string> OutOfSampleText(CrossValidation validation, TargetDescription target)
    {
        if (validation.OutOfSample?.Binary is BinaryMetrics binary)
        {
            yield return $"{NumberFormat.Threshold(binary.Threshold)} ({target.Positive}): recall (sensitivity) "
                + $"{NumberFormat.Percent(binary.Recall)}, specificity {NumberFormat.Percent(binary.Specificity)}, precision (PPV) "
                + $"{NumberFormat.Percent(binary.Precision)}";
        }
        else if (validation.OutOfSample?.Multiclass is MulticlassMetrics several)
        {
            yield return $"recall {NumberFormat.Percent(several.MacroRecall)}, precision {NumberFormat.Percent(several.MacroPrecision)} "
                + $"(means over the classes)";
        }
    }

    private static ReportTable PointTable(CrossValidation validation, LogisticModel model)
    {
        CrossValidationPoint point = validation.Selected;
        ClassificationMetrics? all = validation.OutOfSample;
        var table = new ReportTable(["", "cross-validated", "std. error", .. all is null ? Array.Empty<string>() : ["intercept only"]]);
        Row(
            "Log loss",
            point.LogLoss,
            all?.NullLogLoss,
            value => NumberFormat.Significant(value, 6),
            error => NumberFormat.Significant(error, 2));
        Row(AccuracyLabel("Accuracy", validation, model), point.Accuracy, all?.NullAccuracy, NumberFormat.Percent, NumberFormat.Percent);
        Row(
            "ROC AUC",
            point.RocAuc,
            all?.Binary?.NullRocAuc ?? 0.5,
            value => NumberFormat.Significant(value, 6),
            error => NumberFormat.Significant(error, 2));
        return table;

        void Row(string label, MetricEstimate mean, double? baseline, Func<double, string> format, Func<double, string> formatError) =>
            table.Add(
                [label, format(mean.Mean), formatError(mean.StandardError), .. all is null
                    ? Array.Empty<string>()
                    : [format(baseline!.Value)]]);
    }

    private static ReportTable CurveTable(CrossValidation validation, LogisticModel model)
    {
        bool hasAlphas = HasSeveralAlphas(validation);
        string[] headers =
        [
            "", "α", "λ", "nonzero", "log loss ± SE", $"{AccuracyLabel("accuracy", validation, model)} ± SE", "ROC AUC ± SE",
        ];
        var table = new ReportTable([.. headers.Where((_, index) => hasAlphas || index != 1)]);
        foreach (int index in Shown(validation))
        {
            CrossValidationPoint point = validation.Points[index];
            string mark = index == validation.SelectedIndex ? "chosen"
                : index == validation.BestIndex ? "best"
                : index == validation.OneStandardErrorIndex ? "1 SE"
                : "";
            string[] cells =
            [
                mark,
                NumberFormat.Exact(point.Alpha),
                NumberFormat.Significant(point.Lambda, 4),
                NumberFormat.Count(point.NonZeroCount),
                With(point.LogLoss, value => NumberFormat.Fixed(value, 4)),
                With(point.Accuracy, value => NumberFormat.Fixed(100 * value, 1) + "%"),
                With(point.RocAuc, value => NumberFormat.Fixed(value, 4)),
            ];
            table.Add(cells.Where((_, cell) => hasAlphas || cell != 1));
        }

        return table;
    }

    private static string With(MetricEstimate estimate, Func<double, string> format) =>
        double.IsFinite(estimate.StandardError) ? $"{format(estimate.Mean)} ± {format(estimate.StandardError)}" : format(estimate.Mean);

    // The ends, the points that have a name, and others in even steps between.
    private static SortedSet<int> Shown(CrossValidation validation)
    {
        int count = validation.Points.Count;
        SortedSet<int> shown = [validation.SelectedIndex, validation.BestIndex, validation.OneStandardErrorIndex];
        int wanted = Math.Min(count, MostPoints);
        for (int step = 0; step < wanted; step++)
        {
            shown.Add(wanted == 1 ? 0 : (int)((long)step * (count - 1) / (wanted - 1)));
        }

        return shown;
    }

    private static bool HasSeveralAlphas(CrossValidation validation) =>
        validation.Points.Any(point => point.Alpha != validation.Points[0].Alpha);
}
