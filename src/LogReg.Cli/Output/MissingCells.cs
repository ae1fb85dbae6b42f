using LogReg.Terms;

namespace LogReg.Cli.Output;

/// <summary>What becomes of missing cells while a model scores.</summary>
internal static class MissingCells
{
    /// <summary>Whether training saw no missing cell in a feature that it could not fill in either: they count as a level never seen.</summary>
    /// <param name="feature">The feature.</param>
    public static bool AreUnknown(Feature feature) => feature is CategoricalFeature { KnowsMissing: false };
}
