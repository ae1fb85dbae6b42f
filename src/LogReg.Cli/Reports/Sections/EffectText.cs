using LogReg.Cli.Output;
using LogReg.Features;
using LogReg.Inference;

namespace LogReg.Cli.Reports.Sections;

/// <summary>The strongest effects of a model in words.</summary>
internal static class EffectText
{
    private const int Most = 5;

    /// <summary>The coefficients that move the log-odds most, each with its odds ratio in words; none where nothing has an estimate.</summary>
    public static IReadOnlyList<(string Lead, string Text)> Strongest(LogisticModel model) =>
        [.. Ordered(model).Take(Most).Select(effect => (Lead(effect), Words(model, effect)))];

    /// <summary>The features of the coefficients that move the log-odds most.</summary>
    public static IReadOnlyList<string> StrongestFeatures(LogisticModel model, int most) =>
        [.. Ordered(model).Select(effect => effect.Line.Feature!.Name).Distinct().Take(most)];

    private static IEnumerable<Effect> Ordered(LogisticModel model) => model.Inference?.Separation.Kind == SeparationKind.Complete
        ? []
        : model.ClassesWithEquation.SelectMany(name => Effects(model, name)).OrderByDescending(effect => Math.Abs(effect.Line.Effect));

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

    private static string Lead(Effect effect) => effect.Line.Level is null ? effect.Line.Name : $"{effect.Line.Feature!.Name} {effect.Line.Level}";

    private static string Words(LogisticModel model, Effect effect)
    {
        string odds = model.Target.IsBinary ? $"the odds of {effect.ClassName}"
            : model.BaseClass is null ? $"the odds of {effect.ClassName}, as far as its own equation goes,"
            : $"the odds of {effect.ClassName} against {model.BaseClass}";
        if (effect.Line is { IsIndicator: false, Feature: NumericFeature { StandardDeviation: > 0 } numeric })
        {
            return $": one standard deviation more ({NumberFormat.Significant(numeric.StandardDeviation, 3)}) {Changed(odds, effect.Line.Effect)}; "
                + $"for one unit more the odds ratio is {Ratio(model, effect)}.";
        }

        string against = (effect.Line.Feature as CategoricalFeature)?.Reference is string reference ? $", compared with {reference}," : "";
        return $"{against} {Changed(odds, effect.Line.Value)}: the odds ratio is {Ratio(model, effect)}.";
    }

    private static string Changed(string odds, double logRatio) => logRatio < 0
        ? $"divides {odds} by {NumberFormat.Exponential(-logRatio, 3)}"
        : $"multiplies {odds} by {NumberFormat.Exponential(logRatio, 3)}";

    private static string Ratio(LogisticModel model, Effect effect)
    {
        int digits = effect.Estimate is { Interval: { } bounds } ? NumberFormat.RatioDigits(effect.Line.Value, bounds.Lower, bounds.Upper) : 4;
        string ratio = NumberFormat.Exponential(effect.Line.Value, digits);
        if (effect.Estimate is not { Interval: { } interval } || double.IsNaN(interval.Lower) || double.IsNaN(interval.Upper))
        {
            return ratio;
        }

        string unclear = interval.Lower < 0 && interval.Upper > 0 ? ", which is not clearly different from 1" : "";
        return $"{ratio} ({NumberFormat.Setting(model.Inference!.Confidence * 100)}% interval {NumberFormat.Exponential(interval.Lower, digits)} to {NumberFormat.Exponential(interval.Upper, digits)}){unclear}";
    }

    /// <param name="ClassName">The class whose equation it is in.</param>
    /// <param name="Line">The coefficient.</param>
    /// <param name="Estimate">Its uncertainty, where it is known.</param>
    private sealed record Effect(string ClassName, CoefficientLine Line, CoefficientEstimate? Estimate);
}
