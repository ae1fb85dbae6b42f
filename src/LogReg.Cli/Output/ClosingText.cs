using LogReg.Checking;
using LogReg.Evaluation;
using LogReg.Inference;
using LogReg.Solvers;

namespace LogReg.Cli.Output;

/// <summary>The three sentences that close a training report: what predicts, how well, and what to watch.</summary>
internal static class ClosingText
{
    private const int MostNames = 3;
    private const int LongestName = 30;

    // Fewer events for each coefficient are too few by every rule of the field (Peduzzi et al. 1996).
    private const double FewEvents = 10;

    /// <summary>The three sentences.</summary>
    public static IReadOnlyList<string> Of(LogisticFit fit) => [Predictors(fit.Model), Quality(fit), Caution(fit)];

    /// <summary>Which features move the predictions.</summary>
    public static string Predictors(LogisticModel model)
    {
        if (model.Inference?.Separation.Kind == SeparationKind.Complete || model.Training.Termination == TerminationReason.Separation.ToName())
        {
            return "The features separate the classes completely, so their effects have no finite size.";
        }

        FeatureImportance[] moving = [.. model.Importance.Where(one => one.StandardDeviation > 0)];
        if (model.Importance.Any(one => double.IsNaN(one.StandardDeviation)))
        {
            return "The model file does not say how often each level occurs, so features cannot be ranked.";
        }

        // Infinite effects have no order among themselves.
        FeatureImportance[] infinite = [.. moving.Where(one => double.IsInfinity(one.StandardDeviation))];
        if (infinite.Length > 0)
        {
            string more = infinite.Length > MostNames ? $" and {NumberFormat.Count(infinite.Length - MostNames)} more" : "";
            string separating = string.Join(", ", infinite.Take(MostNames).Select(one => Printable.Cut(one.Feature, LongestName))) + more;
            return $"Some effects have no finite size, because rows are separated: those of {separating}.";
        }

        string names = List([.. moving.Take(MostNames).Select(one => Printable.Cut(one.Feature, LongestName))]);
        string values = string.Join(", ", moving.Take(MostNames).Select(one => NumberFormat.Significant(one.StandardDeviation, 2)));
        string scale = $"(standard deviation of the log-odds {values})";
        return moving.Length == 0 ? "The predictions depend on no feature: every coefficient but the intercept is 0."
            : moving.Length == 1 ? $"The predictions depend on {names} alone {scale}."
            : moving.Length <= MostNames ? $"The predictions depend on {names}, in this order {scale}."
            : $"The most important features are {names} {scale}.";
    }

    /// <summary>How good the model is: on rows that it was not fitted to where there are some.</summary>
    public static string Quality(LogisticFit fit)
    {
        (ClassificationMetrics metrics, string rows) = BestMeasured(fit);
        double baseline = metrics.NullLogLoss;
        double change = (baseline - metrics.LogLoss) / baseline;
        string comparison = !double.IsFinite(metrics.LogLoss) || !(baseline > 0) ? $"against {NumberFormat.Significant(baseline, 4)} of the baseline"
            : Math.Abs(change) < 5e-4 ? "that of the baseline"
            : $"{NumberFormat.OneDecimalPercent(Math.Abs(change))} {(change > 0 ? "below" : "above")} the baseline";
        string threshold = metrics.Binary is BinaryMetrics binary ? $" at a threshold of {NumberFormat.Threshold(binary.Threshold)}" : "";
        return $"On {rows} the log loss is {NumberFormat.Significant(metrics.LogLoss, 4)}, {comparison} (the intercept alone), and {NumberFormat.OneDecimalPercent(metrics.Accuracy)} of rows are classified correctly{threshold} (baseline {NumberFormat.OneDecimalPercent(metrics.NullAccuracy)}).";
    }

    /// <summary>What to keep in mind: the gravest alone.</summary>
    public static string Caution(LogisticFit fit)
    {
        (ClassificationMetrics metrics, string rows) = BestMeasured(fit);
        bool isNew = metrics != fit.Training;
        if (fit.Termination == TerminationReason.Separation || fit.Inference?.Separation.Kind == SeparationKind.Complete)
        {
            return "Do not rely on this model: complete separation leaves its coefficients without finite estimates (exit code 3).";
        }

        if (!fit.Converged)
        {
            return "Do not rely on this model: the solver has not converged (exit code 3).";
        }

        if (fit.SeparatedClasses.Count > 0)
        {
            return $"Do not rely on this model for {List([.. fit.SeparatedClasses.Take(MostNames).Select(name => Printable.Cut(name, LongestName))])}{(fit.SeparatedClasses.Count > MostNames ? " and others" : "")}: complete separation leaves coefficients without finite estimates (exit code 3).";
        }

        if (isNew && metrics.LogLoss >= metrics.NullLogLoss)
        {
            return $"Do not rely on its probabilities: on {rows} they are no better than those of the intercept alone.";
        }

        if (fit.Inference?.Separation.Unbounded.Count > 0 && !fit.Inference.IsBiasReduced)
        {
            return $"Watch the {NumberFormat.Count(fit.Inference.Separation.Unbounded.Count, "coefficient")} without a finite estimate: some combinations of values occur with one class only (see the warning).";
        }

        if (fit.Warnings.Count > 0)
        {
            return $"Watch the {(fit.Warnings.Count == 1 ? "warning" : $"{NumberFormat.Count(fit.Warnings.Count)} warnings")} on standard error: {Start(fit.Warnings[0].Message)}.";
        }

        if (metrics.Binary?.Calibration is CalibrationSummary { Slope: < 0.8 or > 1.25 } calibration)
        {
            return $"Watch the probabilities: on {rows} the calibration slope is {CalibrationText.Number(calibration.Slope)} (ideal 1), so they are {(calibration.Slope < 1 ? "too extreme" : "not extreme enough")}.";
        }

        return Sample(fit, isNew);
    }

    private static string Sample(LogisticFit fit, bool isNew)
    {
        double events = fit.Data.ClassCounts.Min();
        int coefficients = (fit.Inference?.Rank ?? 0) - fit.Model.ClassesWithEquation.Count();
        if (fit.Inference is { IsBiasReduced: false } && coefficients > 0 && events / coefficients < FewEvents)
        {
            return $"Watch the sample size: {NumberFormat.Fixed(events / coefficients, 1)} events per variable ({NumberFormat.Count((long)events)} rows of the rarest class, {NumberFormat.Count(coefficients, "coefficient")}); fewer than 10 make estimates unstable.";
        }

        int findings = fit.Findings.Count(finding => finding.Severity >= FindingSeverity.Warning && finding.Kind != FindingKind.LevelWithoutAllClasses);
        return findings > 0 ? $"Watch the data: {NumberFormat.Count(findings, "finding")} above under 'Please check'."
            : isNew ? "There are no warnings."
            : "These rows trained the model: use --test-size 0.2 or --cv 10 to see how well it predicts new ones.";
    }

    private static (ClassificationMetrics Metrics, string Rows) BestMeasured(LogisticFit fit) =>
        fit.Test is ClassificationMetrics test ? (test, $"{NumberFormat.Count(test.Rows, "held-out row")}")
        : fit.CrossValidation?.OutOfSample is ClassificationMetrics outOfSample ? (outOfSample, $"{NumberFormat.Count(outOfSample.Rows, "cross-validated row")}")
        : (fit.Training, $"the {NumberFormat.Count(fit.Training.Rows, "training row")}");

    // A message up to where it explains itself.
    private static string Start(string message)
    {
        int end = message.IndexOfAny([':', ';']);
        return end < 0 ? message : message[..end];
    }

    private static string List(IReadOnlyList<string> names) => names.Count switch
    {
        0 => "",
        1 => names[0],
        _ => $"{string.Join(", ", names.Take(names.Count - 1))} and {names[^1]}",
    };
}
