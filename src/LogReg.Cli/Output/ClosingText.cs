using LogReg.Charts.Text;
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

    // As in the warning of collinearity.
    private const double HighInflation = 10;
    private const double HighConditionNumber = 30;

    /// <summary>The three sentences.</summary>
    /// <param name="fit">The fit.</param>
    /// <param name="hasWeights">Whether rows have weights.</param>
    public static IReadOnlyList<string> Of(LogisticFit fit, bool hasWeights = false) =>
        [Predictors(fit.Model), Quality(fit, hasWeights), Caution(fit)];

    /// <summary>Which features move the predictions.</summary>
    public static string Predictors(LogisticModel model)
    {
        if (model.Inference?.Separation.Kind == SeparationKind.Complete
            || model.Training.Termination == EnumName.Of(TerminationReason.Separation))
        {
            return "The features separate the classes completely, so their effects have no finite size.";
        }

        FeatureImportance[] moving = [.. model.Importance.Where(one => one.StandardDeviation > 0)];
        if (model.Importance.Any(one => double.IsNaN(one.StandardDeviation)))
        {
            return model.CoefficientDescriptions.Any(one => one is { Term: not null, Feature: null })
                ? "The importance of columns with several terms is not known, so columns cannot be ranked."
                : "The model file does not say how often each level occurs, so features cannot be ranked.";
        }

        // Infinite effects have no order among themselves.
        FeatureImportance[] infinite =
            SeparatingFirst(model, [.. model.Importance.Where(one => one.IsUnbounded || double.IsInfinity(one.StandardDeviation))]);
        if (infinite.Length > 0)
        {
            string more = infinite.Length > MostNames ? $" and {NumberFormat.Count(infinite.Length - MostNames)} more" : "";
            string separating = string.Join(", ", infinite.Take(MostNames).Select(one => Printable.Cut(one.Feature, LongestName))) + more;
            return $"Some effects have no finite size, because rows are separated: those of {separating}.";
        }

        string names = List([.. moving.Take(MostNames).Select(one => Printable.Cut(one.Feature, LongestName))]);
        string values = string.Join(", ", moving.Take(MostNames).Select(one => NumberFormat.Significant(one.StandardDeviation, 2)));
        string scale = $"(standard deviation of the log-odds {values}){CollinearityNote(model, moving)}";
        string offset = model.OffsetColumn is string column ? $" and the offset {Printable.Cut(column, LongestName)}" : "";
        return moving.Length == 0
            && model.Inference?.Separation.Unbounded.Count > 0 ? "Some effects have no finite size, because rows are separated; no "
                + "other effect changes the predictions."
            : moving.Length == 0 ? $"The predictions depend on no "
                + $"feature{(offset.Length > 0 ? $", only on the intercept{offset}" : "")}: every coefficient but the intercept is 0."
            : moving.Length == 1 ? $"The predictions depend on {names}{(offset.Length > 0 ? offset : " alone")} {scale}."
            : moving.Length <= MostNames ? $"The predictions depend on {names}, in this order{(offset.Length > 0 ? "," : "")}{offset} "
                + $"{scale}."
            : $"The most important features are {names} {scale}.";
    }

    // Features whose coefficients are known to grow without bound come before those that the data merely do not determine.
    private static FeatureImportance[] SeparatingFirst(LogisticModel model, FeatureImportance[] unbounded)
    {
        HashSet<string> growing = [.. model.Inference?.Separation.Unbounded.Where(one => one.Direction != 0).Select(one => one.Name) ?? []];
        HashSet<string> separating =
        [
            .. model.ClassesWithEquation.SelectMany(name => CoefficientLine.Of(model, name)
                .Where(line => line.Feature is not null && growing.Contains(model.Target.NameOfCoefficient(name, line.Name)))
                .Select(line => line.Feature!.Name)),
        ];
        return [.. unbounded.OrderBy(one => separating.Contains(one.Feature) ? 0 : 1)];
    }

    // The effects of features that nearly depend on each other may cancel in every row.
    private static string CollinearityNote(LogisticModel model, FeatureImportance[] moving)
    {
        if (model.Inference?.Collinearity is not { ConditionNumber: > HighConditionNumber } collinearity)
        {
            return "";
        }

        HashSet<string> inflated =
        [
            .. collinearity.Inflations.Where(one => one.FactorPerCoefficient > HighInflation).Select(one => one.Feature),
        ];
        string[] shown =
        [
            .. moving.Take(MostNames).Select(one => one.Feature).Where(inflated.Contains).Select(name => Printable.Cut(name, LongestName)),
        ];
        return shown.Length == 0
            ? ""
            : $"; {List(shown)} {(shown.Length == 1 ? "is" : "are")} nearly collinear with other features, so "
                + $"{(shown.Length == 1 ? "its effect" : "their effects")} may cancel out";
    }

    /// <summary>How good the model is: on rows that it was not fitted to where there are some.</summary>
    /// <param name="fit">The fit.</param>
    /// <param name="hasWeights">Whether rows have weights.</param>
    public static string Quality(LogisticFit fit, bool hasWeights = false)
    {
        (ClassificationMetrics metrics, string rows) = BestMeasured(fit);
        double baseline = metrics.NullLogLoss;
        string comparison = BaselineText.Compare(metrics.LogLoss, baseline)
            ?? $"against {NumberFormat.Significant(baseline, 4)} for the baseline";
        string threshold = metrics.Binary is BinaryMetrics binary ? $" at a threshold of {NumberFormat.Threshold(binary.Threshold)}" : "";

        // The threshold that suits the predictions best suits new ones less.
        string chosen = fit.Model.Validation?.ThresholdRule is not null && metrics != fit.Test
            ? ", which was chosen on these rows, so that this is optimistic"
            : "";
        string whose = rows + QualityClaims.Weighting(fit.Model, hasWeights);
        string loss = $"the log loss is {NumberFormat.Significant(metrics.LogLoss, 4)}";
        string accuracy = $"{NumberFormat.OneDecimalPercent(metrics.Accuracy)} of rows are classified correctly{threshold}{chosen}";
        return QualityClaims.HasOneClass(metrics)
            ? $"On {whose} {loss} and {accuracy}; all of these rows have the same class, so there is no baseline."
            : $"On {whose} {loss}, {comparison} ({QualityClaims.Baseline(fit.Model)}), and {accuracy} (baseline "
                + $"{NumberFormat.OneDecimalPercent(metrics.NullAccuracy)}).";
    }

    /// <summary>The most serious warning.</summary>
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
            string classes = List([.. fit.SeparatedClasses.Take(MostNames).Select(name => Printable.Cut(name, LongestName))]);
            string others = fit.SeparatedClasses.Count > MostNames ? " and others" : "";
            return $"Do not rely on this model for {classes}{others}: complete separation leaves coefficients without finite estimates "
                + "(exit code 3).";
        }

        if (isNew && QualityClaims.IsNoBetter(metrics))
        {
            return $"Do not rely on its probabilities: on {rows} their log loss is no lower than that of the baseline.";
        }

        if (fit.Inference?.Separation.Unbounded.Count > 0 && !fit.Inference.IsBiasReduced)
        {
            return $"Watch the {NumberFormat.Count(fit.Inference.Separation.Unbounded.Count, "coefficient")} without a finite estimate: "
                + $"some combinations of values occur with one class only (see the warning).";
        }

        if (fit.Warnings.Count > 0)
        {
            return $"Mind the {(fit.Warnings.Count == 1 ? "warning" : $"{NumberFormat.Count(fit.Warnings.Count)} warnings, first of all")}: "
                + $"{Start(fit.Warnings[0].Message)}.";
        }

        if (QualityClaims.Slope(metrics, rows) is string slope)
        {
            return $"Watch the probabilities: {slope}.";
        }

        return Sample(fit, isNew);
    }

    private static string Sample(LogisticFit fit, bool isNew)
    {
        if (QualityClaims.FewEventsPerVariable(fit.Model, fit.Data.ClassCounts) is string few)
        {
            return $"Watch the sample size: {few}.";
        }

        int findings = fit.Findings.Count(
            finding => finding.Severity >= FindingSeverity.Warning && finding.Kind != FindingKind.LevelWithoutAllClasses);
        return findings > 0 ? $"Watch the data: {NumberFormat.Count(findings, "finding")} above under 'Please check'."
            : isNew ? "There are no warnings."
            : "These rows trained the model: use --test-size 0.2 or --cv 10 to see how well it predicts new ones.";
    }

    private static (ClassificationMetrics Metrics, string Rows) BestMeasured(LogisticFit fit) =>
        fit.Test is ClassificationMetrics test ? (test, $"{NumberFormat.Count(test.Rows, "held-out row")}")
        : fit.CrossValidation?.OutOfSample is ClassificationMetrics outOfSample ? (outOfSample,
            $"{NumberFormat.Count(outOfSample.Rows, "cross-validated row")}")
        : (fit.Training, $"the {NumberFormat.Count(fit.Training.Rows, "training row")}");

    // A message up to where it explains itself.
    private static string Start(string message)
    {
        // The colon of a product stands between names.
        int[] ends = [message.IndexOf(": ", StringComparison.Ordinal), message.IndexOf(';', StringComparison.Ordinal)];
        return message[..ends.Where(end => end >= 0).DefaultIfEmpty(message.Length).Min()];
    }

    private static string List(string[] names) => names.Length switch
    {
        0 => "",
        1 => names[0],
        _ => $"{string.Join(", ", names.Take(names.Length - 1))} and {names[^1]}",
    };
}
