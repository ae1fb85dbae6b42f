using LogReg.Charts.Text;
using LogReg.Inference;

namespace LogReg.Charts.Reports.Sections;

/// <summary>The strongest effects of a model in words.</summary>
internal static class EffectText
{
    private const int Most = 5;

    /// <summary>The most important features, each with the odds ratio of its strongest coefficient in words, or of its strongest effect
    /// through functions and products; none where nothing has an estimate.</summary>
    public static IReadOnlyList<(string Lead, string Text)> Strongest(LogisticModel model) =>
        [.. Ordered(model).Take(Most).Select(effect => (Lead(effect), Words(model, effect)))];

    /// <summary>The most important features that have an estimate.</summary>
    public static IReadOnlyList<string> StrongestFeatures(LogisticModel model, int most) =>
        [.. Ordered(model).Select(effect => effect.Column).Take(most)];

    // Features by their importance; of each the coefficient that moves predictions most, a rare level's less than a frequent one's.
    private static IEnumerable<Effect> Ordered(LogisticModel model)
    {
        if (model.Inference is { Separation.Kind: SeparationKind.Complete, IsBiasReduced: false })
        {
            return [];
        }

        ILookup<string, Effect> effects =
            model.ClassesWithEquation.SelectMany(name => Effects(model, name)).ToLookup(effect => effect.Column);
        return model.Importance.SelectMany(one => effects[one.Feature].OrderByDescending(Strength).Take(1));
    }

    private static double Strength(Effect effect)
    {
        double share = effect.Line?.Description.Share ?? 0.5;
        return Math.Abs(effect.Line?.Effect ?? effect.Value) * share * (1 - share);
    }

    private static IEnumerable<Effect> Effects(LogisticModel model, string className)
    {
        Dictionary<string, CoefficientEstimate> estimates = model.Inference is { StandardErrorValues.Count: > 0 }
            ? model.Estimates(className).ToDictionary(estimate => estimate.Name)
            : [];
        IReadOnlyList<ColumnEffect> changes = model.Effects(className);
        HashSet<string> explained = [.. model.CoefficientsOfEffects];
        foreach (CoefficientLine line in CoefficientLine.Of(model, className))
        {
            CoefficientEstimate? estimate = estimates.GetValueOrDefault(line.Name);
            bool exists = line.Value != 0 && (estimate is null || double.IsFinite(estimate.Estimate));
            if (line.Feature is not null && !explained.Contains(line.Name) && exists)
            {
                yield return new Effect(className, line.Feature.Name, line.Value, estimate) { Line = line };
            }
        }

        foreach (ColumnEffect change in changes.Where(one => one.NoEstimate is null && one.Difference.Estimate != 0))
        {
            CoefficientEstimate? difference = double.IsNaN(change.Difference.StandardError) ? null : change.Difference;
            yield return new Effect(className, change.Column, change.Difference.Estimate, difference) { Change = change };
        }
    }

    private static string Lead(Effect effect) => effect switch
    {
        { Change: ColumnEffect { To.Level: not null } change } => $"{change.Column} {EffectRows.TextOf(change.To)}",
        { Line: CoefficientLine { Level: string level } } => $"{effect.Column} {level}",
        _ => effect.Line?.Name ?? effect.Column,
    };

    private static string Words(LogisticModel model, Effect effect)
    {
        string odds = model.Target.IsBinary ? $"the odds of {effect.ClassName}"
            : model.BaseClass is null ? $"the odds of {effect.ClassName} in its own equation"
            : $"the odds of {effect.ClassName} against {model.BaseClass}";
        if (effect.Change is ColumnEffect change)
        {
            string step = change.To.Level is null
                ? $" from {EffectRows.TextOf(change.From)} to {EffectRows.TextOf(change.To)}"
                : $", compared with {EffectRows.TextOf(change.From)},";
            string at = change.At is ColumnValue value ? $" at {EffectRows.TextOf([value, .. change.Held])}" : "";
            return $"{step}{at} {Changed(odds, effect.Value)}: the odds ratio is {Ratio(model, effect)}.";
        }

        CoefficientLine line = effect.Line!;
        if (line.Description.StandardDeviation is > 0 and double deviation)
        {
            return $": an increase of one standard deviation ({NumberFormat.Significant(deviation, 3)}) "
                + $"{Changed(odds, line.Effect)}; "
                + $"the odds ratio per unit is {Ratio(model, effect)}.";
        }

        string against = line.Description.Reference is string reference ? $", compared with {reference}," : "";
        return $"{against} {Changed(odds, effect.Value)}: the odds ratio is {Ratio(model, effect)}.";
    }

    private static string Changed(string odds, double logRatio) => logRatio < 0
        ? $"divides {odds} by {RatioFormat.Of(-logRatio, 3).Text(-logRatio)}"
        : $"multiplies {odds} by {RatioFormat.Of(logRatio, 3).Text(logRatio)}";

    private static string Ratio(LogisticModel model, Effect effect)
    {
        RatioFormat format = effect.Estimate is { Interval: { } bounds }
            ? RatioFormat.Of(effect.Value, bounds.Lower, bounds.Upper)
            : RatioFormat.Of(effect.Value);
        string ratio = format.Text(effect.Value);
        if (effect.Estimate is not { Interval: { } interval } || double.IsNaN(interval.Lower) || double.IsNaN(interval.Upper))
        {
            return ratio;
        }

        string unclear = interval.Lower < 0 && interval.Upper > 0 ? "; the interval includes 1" : "";
        return $"{ratio} ({NumberFormat.Setting(model.Inference!.Confidence * 100)}% interval {format.Text(interval.Lower)} to "
            + $"{format.Text(interval.Upper)}){unclear}";
    }

    /// <param name="ClassName">The class whose equation it is in.</param>
    /// <param name="Column">The column.</param>
    /// <param name="Value">The change in the log-odds.</param>
    /// <param name="Estimate">Its uncertainty, where it is known.</param>
    private sealed record Effect(string ClassName, string Column, double Value, CoefficientEstimate? Estimate)
    {
        /// <summary>The coefficient, of a column by itself.</summary>
        public CoefficientLine? Line { get; init; }

        /// <summary>The change, of a column in functions and products.</summary>
        public ColumnEffect? Change { get; init; }
    }
}
