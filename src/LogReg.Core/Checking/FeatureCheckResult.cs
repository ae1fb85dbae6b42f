namespace LogReg.Checking;

/// <summary>The findings of the checks of single features.</summary>
/// <param name="Findings">The findings, in the order of the features.</param>
/// <param name="RocAucs">For each feature how well it alone ranks two classes, or <see langword="null"/>.</param>
/// <param name="Sample">The sample that was drawn for them.</param>
internal sealed record FeatureCheckResult(IReadOnlyList<DataFinding> Findings, IReadOnlyList<double?> RocAucs, RowSample Sample);
