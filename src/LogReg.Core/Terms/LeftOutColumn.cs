namespace LogReg.Terms;

/// <summary>A column of the data that was left out of the model.</summary>
/// <param name="Name">The name of the column.</param>
/// <param name="Reason">The reason.</param>
/// <param name="DistinctValues">The number of distinct values in the training rows.</param>
public sealed record LeftOutColumn(string Name, LeftOutReason Reason, int DistinctValues);
