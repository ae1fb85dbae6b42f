using LogReg.Terms;

namespace LogReg.Charts.Plots;

/// <summary>Which levels of a feature are drawn.</summary>
internal static class EffectLevels
{
    /// <summary>The positions of levels in the order of the feature; of too many the most frequent ones.</summary>
    /// <param name="feature">The feature.</param>
    /// <param name="most">The largest number of levels.</param>
    public static int[] MostFrequent(CategoricalFeature feature, int most)
    {
        IEnumerable<int> levels = Enumerable.Range(0, feature.Levels.Count);
        return feature.Levels.Count <= most
            ? [.. levels]
            : [.. levels.OrderByDescending(level => feature.Shares?[level] ?? 0).Take(most).Order()];
    }
}
