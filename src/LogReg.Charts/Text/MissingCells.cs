using LogReg.Terms;

namespace LogReg.Charts.Text;

/// <summary>How missing cells are treated when a model scores.</summary>
internal static class MissingCells
{
    /// <summary>Whether training saw no missing cell in a feature that it could not fill in either: they count as a level never
    /// seen.</summary>
    /// <param name="feature">The feature.</param>
    public static bool AreUnknown(Feature feature) => !feature.KnowsMissing && !feature.ImputesMissing;

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
