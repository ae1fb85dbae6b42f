namespace LogReg.Terms;

/// <summary>The features as described by the training rows.</summary>
/// <param name="Layout">The terms made of the features.</param>
/// <param name="TableColumns">For each feature the position of its column in the table.</param>
/// <param name="LeftOut">The columns that are no feature, and why.</param>
/// <param name="MissingCells">For each feature with missing cells in the training rows how many there are.</param>
internal sealed record FeatureFit(
    TermLayout Layout,
    IReadOnlyList<int> TableColumns,
    IReadOnlyList<LeftOutColumn> LeftOut,
    IReadOnlyDictionary<string, long> MissingCells);
