namespace LogReg.Checking;

/// <summary>The outcome of the checks of one feature.</summary>
/// <param name="Findings">The findings.</param>
/// <param name="RocAuc">How well the feature alone ranks two classes, or <see langword="null"/>.</param>
/// <param name="Fingerprint">The fingerprint of its cells in the sample.</param>
internal sealed record SingleFeatureResult(IReadOnlyList<DataFinding> Findings, double? RocAuc, long Fingerprint)
{
    /// <summary>The outcome where the sample has said everything, and there is no finding.</summary>
    /// <param name="input">What was checked.</param>
    /// <param name="screen">What the sample says.</param>
    public static SingleFeatureResult OfNothing(CheckInput input, FeatureScreen screen) =>
        new([], input.ClassCount == 2 && !double.IsNaN(screen.RocAuc) ? screen.RocAuc : null, screen.Fingerprint);
}
