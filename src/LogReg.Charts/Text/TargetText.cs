namespace LogReg.Charts.Text;

/// <summary>The target and its classes in titles and labels.</summary>
internal static class TargetText
{
    /// <summary>What a model predicts: <c>survived = yes</c> with two classes, <c>species, by class</c> with more.</summary>
    /// <param name="target">The target.</param>
    /// <param name="more">What follows the name of a target with three or more classes.</param>
    public static string Of(TargetDescription target, string more = "") =>
        target.Positive is null ? target.Name + more : $"{target.Name} = {target.Positive}";

    /// <summary>The name of a series of a class; with two classes, where there is only one, another name.</summary>
    /// <param name="classes">The classes that have a series.</param>
    /// <param name="curve">The position of the class.</param>
    /// <param name="alone">The name of the only series.</param>
    /// <param name="suffix">What follows the name of one of several classes.</param>
    /// <param name="prefix">What precedes the name of one of several classes.</param>
    public static string OfSeries(IReadOnlyList<string> classes, int curve, string alone, string suffix = "", string prefix = "") =>
        classes.Count == 1 ? alone : $"{prefix}{classes[curve]}{suffix}";

    /// <summary>The threshold from which on the positive class is predicted; <see langword="null"/> with three or more classes.</summary>
    /// <param name="model">The model.</param>
    public static double? ThresholdOf(LogisticModel model) => model.Target.IsBinary ? model.Threshold : null;

    /// <summary>The threshold of a model in a title: <c> at a threshold of 0.5</c>; empty with three or more classes.</summary>
    /// <param name="model">The model.</param>
    public static string AtThreshold(LogisticModel model) =>
        ThresholdOf(model) is double threshold ? $" at a threshold of {NumberFormat.Threshold(threshold)}" : "";
}
