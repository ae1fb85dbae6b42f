namespace LogReg.Updating;

/// <summary>A coefficient before and after an update.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Before">Before.</param>
/// <param name="After">After.</param>
public sealed record UpdatedCoefficient(string Name, double Before, double After);
