using LogReg.Inference;

namespace LogReg.Updating;

/// <summary>A likelihood-ratio test of a refit against a simpler update, on the new rows.</summary>
/// <param name="Against">The simpler update.</param>
/// <param name="Test">The test.</param>
/// <param name="IsSignificant">Whether the simpler update is rejected.</param>
public sealed record UpdateTest(UpdateMethod Against, ChiSquaredTest Test, bool IsSignificant);
