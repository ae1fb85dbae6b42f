namespace LogReg;

/// <summary>A flag for an unusual cell, which makes a prediction less certain.</summary>
/// <param name="Row">The index of the row in its chunk.</param>
/// <param name="Feature">The index of the feature in <see cref="LogisticModel.Features"/>.</param>
/// <param name="Kind">The reason.</param>
public readonly record struct RowFlag(int Row, int Feature, RowFlagKind Kind);
