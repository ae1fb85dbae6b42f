namespace LogReg.Checking;

/// <summary>The result of the leakage check for a feature.</summary>
/// <param name="RocAuc">How well it alone ranks two classes, or <see langword="null"/>.</param>
/// <param name="Finding">That it does so too well, or <see langword="null"/>.</param>
internal sealed record FeatureFinding(double? RocAuc, DataFinding? Finding)
{
    /// <summary>Nothing to say.</summary>
    public static FeatureFinding None { get; } = new(null, null);
}
