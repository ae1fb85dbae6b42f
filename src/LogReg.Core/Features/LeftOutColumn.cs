namespace LogReg.Features;

/// <summary>A column of the data that was left out of the model.</summary>
/// <param name="Name">The column's name.</param>
/// <param name="Reason">Why it was left out.</param>
/// <param name="DistinctValues">How many different values it has in the training rows.</param>
public sealed record LeftOutColumn(string Name, LeftOutReason Reason, int DistinctValues);
