using LogReg.Evaluation;

namespace LogReg.Serialization;

/// <summary>From the member <c>validation</c> of a model file to a cross-validation; each member is checked before it is used.</summary>
internal static class ValidationReader
{
    /// <exception cref="ModelFormatException">A member is missing or invalid.</exception>
    public static CrossValidation ToValidation(ValidationDocument document)
    {
        int folds = document.Folds is int count and >= 2 ? count : throw Wrong("folds", "a whole number of 2 or more");
        IReadOnlyList<ValidationDocument.PointDocument?> points = document.Points is { Count: > 0 } some
            ? some
            : throw Wrong("points", "a list of one or more");
        IReadOnlyList<long> rows = document.FoldRows is { } given && given.Count == folds && given.All(row => row > 0)
            ? given
            : throw Wrong("foldRows", "a number of rows for each fold");
        return new CrossValidation
        {
            Folds = folds,
            FoldRows = rows,
            FoldsColumn = document.FoldsColumn,
            FoldsAreValues = document.FoldsAreValues ?? false,
            Seed = document.Seed ?? throw Wrong("seed", "a whole number"),
            Metric = MemberNames.Value<ValidationMetric>(document.Metric, "validation.metric"),
            ChoosesLambda = document.ChoosesLambda ?? throw Wrong("choosesLambda", "true or false"),
            BestIndex = Place(document.Best, points.Count, "best"),
            OneStandardErrorIndex = Place(document.OneStandardError, points.Count, "oneStandardError"),
            SelectedIndex = Place(document.Selected, points.Count, "selected"),
            PrefersOneStandardError = document.PrefersOneStandardError ?? false,
            ThresholdRule = document.ThresholdRule is null ? null : ToRule(document.ThresholdRule),
            Points = [.. points.Select(point => ToPoint(point ?? throw Wrong("points", "a list of points")))],
        };
    }

    private static CrossValidationPoint ToPoint(ValidationDocument.PointDocument point) => new()
    {
        Lambda = point.Lambda is double lambda && lambda >= 0 && double.IsFinite(lambda)
            ? lambda
            : throw Wrong("points.lambda", "a number of 0 or more"),
        Alpha = point.Alpha is double alpha and >= 0 and <= 1 ? alpha : throw Wrong("points.alpha", "a number from 0 to 1"),
        NonZeroCount = point.NonZeros is int count and >= 0 ? count : throw Wrong("points.nonZeros", "a whole number of 0 or more"),
        LogLoss = ToEstimate(point.LogLoss, "points.logLoss", double.PositiveInfinity),
        RocAuc = ToEstimate(point.RocAuc, "points.rocAuc", double.NaN),
        Accuracy = ToEstimate(point.Accuracy, "points.accuracy", double.NaN),
    };

    private static MetricEstimate ToEstimate(ValidationDocument.EstimateDocument? estimate, string member, double absent)
    {
        if (estimate?.Mean < 0 || estimate?.StandardError < 0)
        {
            throw Wrong(member, "a mean and a standard error of 0 or more");
        }

        if (double.IsNaN(absent) && estimate?.Mean > 1)
        {
            throw Wrong(member, "a mean of at most 1");
        }

        return new MetricEstimate(estimate?.Mean ?? absent, estimate?.StandardError ?? double.NaN);
    }

    private static ThresholdRule ToRule(ValidationDocument.ThresholdRuleDocument rule)
    {
        try
        {
            return Kind(rule.Kind) switch
            {
                ThresholdRuleKind.F1 => ThresholdRule.F1,
                ThresholdRuleKind.Cost => ThresholdRule.Cost(rule.FalsePositiveCost ?? 0, rule.FalseNegativeCost ?? 0),
                ThresholdRuleKind.Recall => ThresholdRule.Recall(rule.Recall ?? 0),
                _ => ThresholdRule.Youden,
            };
        }
        catch (ArgumentOutOfRangeException)
        {
            throw Wrong("thresholdRule", "a rule with costs above 0 or a recall above 0 and up to 1");
        }
    }

    private static ThresholdRuleKind Kind(string? name)
    {
        IReadOnlyList<string> names = EnumName.All<ThresholdRuleKind>();
        return EnumName.TryParse(name, out ThresholdRuleKind kind)
            ? kind
            : throw Wrong("thresholdRule.kind", $"{string.Join(", ", names.SkipLast(1))} or {names[^1]}");
    }

    private static int Place(int? place, int count, string member) =>
        place is int index && index >= 0 && index < count ? index : throw Wrong(member, "the position of a point");

    private static ModelFormatException Wrong(string member, string expected) =>
        new($"its member 'validation.{member}' must be {expected}");
}
