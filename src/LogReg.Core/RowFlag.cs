namespace LogReg;

/// <summary>A cell that makes a row's prediction less sure than it looks.</summary>
/// <param name="Row">The row in its chunk, from 0.</param>
/// <param name="Feature">The position of the feature in <see cref="LogisticModel.Features"/>.</param>
/// <param name="Kind">Why.</param>
public readonly record struct RowFlag(int Row, int Feature, RowFlagKind Kind);
