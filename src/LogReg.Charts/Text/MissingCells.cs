using LogReg.Terms;

namespace LogReg.Charts.Text;

/// <summary>How missing cells are treated when a model scores.</summary>
internal static class MissingCells
{
    /// <summary>Groups columns by what a missing cell counts as.</summary>
    /// <param name="model">The model.</param>
    /// <param name="features">The features that have missing cells.</param>
    /// <returns>For each group what it counts as, after "missing cells", and the features.</returns>
    public static IEnumerable<(string Treatment, IReadOnlyList<Feature> Features)> Groups(
        LogisticModel model, IEnumerable<Feature> features)
    {
        ILookup<bool, Feature> byLevel = features.ToLookup(feature => feature.KnowsMissing || feature.ImputesMissing);
        ILookup<bool, Feature> byMean = byLevel[true].ToLookup(feature => !feature.KnowsMissing);
        if (byMean[true].Any())
        {
            yield return ("the mean of training used", [.. byMean[true]]);
        }

        if (byMean[false].Any())
        {
            yield return ("treated as in training", [.. byMean[false]]);
        }

        // Training had none in its rows, or left those rows out.
        if (byLevel[false].Any())
        {
            yield return ($"for which the model has no level, {UsedInstead(model, [.. byLevel[false]])}", [.. byLevel[false]]);
        }
    }

    /// <summary>How unseen levels are treated.</summary>
    /// <param name="model">The model.</param>
    /// <param name="features">The features that have such levels.</param>
    public static string UsedInstead(LogisticModel model, IReadOnlyList<Feature> features)
    {
        bool[] areOther = [.. features.OfType<CategoricalFeature>().Select(feature => model.CountsUnseenAsOther(feature.Name)).Distinct()];
        return areOther is [true] ? "(other) used"
            : areOther.Length > 1 ? "(other) or the reference level used"
            : features.Any(feature => feature is CategoricalFeature { Reference: null }) ? "nothing added to the log-odds"
            : "reference level used";
    }
}
