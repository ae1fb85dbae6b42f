using LogReg.Charts.Text;
using LogReg.Inference;

namespace LogReg.Charts.Reports.Sections;

/// <summary>The strongest effects of a model in words.</summary>
internal static class EffectText
{
    private const int Most = 5;

    /// <summary>The most important features, each with the odds ratio of its strongest coefficient in words; none where nothing has an
    /// estimate.</summary>
    public static IReadOnlyList<(string Lead, string Text)> Strongest(LogisticModel model) =>
        [.. Ordered(model).Take(Most).Select(effect => (Lead(effect), Words(model, effect)))];

    /// <summary>The most important features that have an estimate.</summary>
    public static IReadOnlyList<string> StrongestFeatures(LogisticModel model, int most) =>
        [.. Ordered(model).Select(effect => effect.Line.Feature!.Name).Take(most)];

    // Features by their importance; of each the coefficient that moves predictions most, a rare level's less than a frequent one's.
    private static IEnumerable<Effect> Ordered(LogisticModel model)
    {
        if (model.Inference is { Separation.Kind: SeparationKind.Complete, IsBiasReduced: false })
        {
            return [];
        }

        ILookup<string, Effect> effects =
            model.ClassesWithEquation.SelectMany(name => Effects(model, name)).ToLookup(effect => effect.Line.Feature!.Name);
        return model.Importance.SelectMany(one => effects[one.Feature].OrderByDescending(Strength).Take(1));
    }

    private static double Strength(Effect effect)
    {
        double share = effect.Line.Description.Share ?? 0.5;
        return Math.Abs(effect.Line.Effect) * share * (1 - share);
    }

    private static IEnumerable<Effect> Effects(LogisticModel model, string className)
    {
        Dictionary<string, CoefficientEstimate> estimates = model.Inference is { StandardErrorValues.Count: > 0 }
            ? model.Estimates(className).ToDictionary(estimate => estimate.Name)
            : [];
        foreach (CoefficientLine line in CoefficientLine.Of(model, className))
        {
            CoefficientEstimate? estimate = estimates.GetValueOrDefault(line.Name);
            bool exists = line.Value != 0 && (estimate is null || double.IsFinite(estimate.Estimate));
            if (line.Feature is not null && exists)
            {
                yield return new Effect(className, line, estimate);
            }
        }
    }

    private static string Lead(Effect effect) =>
        effect.Line.Level is null ? effect.Line.Name : $"{effect.Line.Feature!.Name} {effect.Line.Level}";

    private static string Words(LogisticModel model, Effect effect)
    {
        string odds = model.Target.IsBinary ? $"the odds of {effect.ClassName}"
            : model.BaseClass is null ? $"the odds of {effect.ClassName} in its own equation"
            : $"the odds of {effect.ClassName} against {model.BaseClass}";
        if (effect.Line.Description.StandardDeviation is > 0 and double deviation)
        {
            return $": an increase of one standard deviation ({NumberFormat.Significant(deviation, 3)}) "
                + $"{Changed(odds, effect.Line.Effect)}; "
                + $"the odds ratio per unit is {Ratio(model, effect)}.";
        }

        string against = effect.Line.Description.Reference is string reference ? $", compared with {reference}," : "";
        return $"{against} {Changed(odds, effect.Line.Value)}: the odds ratio is {Ratio(model, effect)}.";
    }

    private static string Changed(string odds, double logRatio) => logRatio < 0
        ? $"divides {odds} by {RatioFormat.Of(-logRatio, 3).Text(-logRatio)}"
        : $"multiplies {odds} by {RatioFormat.Of(logRatio, 3).Text(logRatio)}";

    private static string Ratio(LogisticModel model, Effect effect)
    {
        RatioFormat format = effect.Estimate is { Interval: { } bounds }
            ? RatioFormat.Of(effect.Line.Value, bounds.Lower, bounds.Upper)
            : RatioFormat.Of(effect.Line.Value);
        string ratio = format.Text(effect.Line.Value);
        if (effect.Estimate is not { Interval: { } interval } || double.IsNaN(interval.Lower) || double.IsNaN(interval.Upper))
        {
            return ratio;
        }

        string unclear = interval.Lower < 0 && interval.Upper > 0 ? "; the interval includes 1" : "";
        return $"{ratio} ({NumberFormat.Setting(model.Inference!.Confidence * 100)}% interval {format.Text(interval.Lower)} to "
            + $"{format.Text(interval.Upper)}){unclear}";
    }

    /// <param name="ClassName">The class whose equation it is in.</param>
    /// <param name="Line">The coefficient.</param>
    /// <param name="Estimate">Its uncertainty, where it is known.</param>
    private sealed record Effect(string ClassName, CoefficientLine Line, CoefficientEstimate? Estimate);
}
