using LogReg.Inference;

namespace LogReg.Serialization;

/// <summary>The words that stand in a model file for the kinds of inference.</summary>
internal static class InferenceNames
{
    public static IReadOnlyList<KeyValuePair<StandardErrorKind, string>> StandardErrors { get; } =
        [new(
            StandardErrorKind.Model, "model"), new(StandardErrorKind.Hc0, "hc0"), new(StandardErrorKind.Hc1, "hc1"),
            new(StandardErrorKind.Cluster, "cluster")];

    public static IReadOnlyList<KeyValuePair<WeightKind, string>> Weights { get; } =
        [new(WeightKind.Frequency, "frequency"), new(WeightKind.Importance, "importance")];

    public static IReadOnlyList<KeyValuePair<IntervalKind, string>> Intervals { get; } =
        [new(IntervalKind.Wald, "wald"), new(IntervalKind.Profile, "profile")];

    public static IReadOnlyList<KeyValuePair<SeparationKind, string>> Separations { get; } =
    [
        new(SeparationKind.None, "none"),
        new(SeparationKind.Complete, "complete"),
        new(SeparationKind.Quasi, "quasiComplete"),
        new(SeparationKind.Undetermined, "undetermined"),
    ];

    /// <summary>The word of a value.</summary>
    public static string Word<T>(this IReadOnlyList<KeyValuePair<T, string>> words, T value)
        where T : struct => words.First(pair => pair.Key.Equals(value)).Value;

    /// <summary>The value of a word.</summary>
    /// <exception cref="ModelFormatException">There is no such word.</exception>
    public static T Value<T>(this IReadOnlyList<KeyValuePair<T, string>> words, string? word, string member)
        where T : struct
    {
        foreach (KeyValuePair<T, string> pair in words)
        {
            if (pair.Value == word)
            {
                return pair.Key;
            }
        }

        throw new ModelFormatException(
            $"its member 'inference.{member}' must be one of {string.Join(", ", words.Select(pair => pair.Value))}");
    }
}
