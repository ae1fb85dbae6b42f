namespace LogReg.Objectives;

/// <summary>How a working set has come to its quadratic model.</summary>
/// <param name="Origin">Where the curvature of the rows was taken.</param>
/// <param name="ColumnCounts">How many columns it had when it was formed, and after each extension.</param>
/// <param name="Matrix">What has become of its matrix since.</param>
internal sealed record ModelState(EvaluatedPoint Origin, int[] ColumnCounts, SecantState Matrix);
