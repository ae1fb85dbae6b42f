using LogReg.Inference;

namespace LogReg.Updating;

/// <summary>A likelihood-ratio test of the most extensive update against a simpler one, on the new rows.</summary>
/// <param name="Of">The most extensive update: the refit or, where that has no finite estimates, the next one that has.</param>
/// <param name="Against">The simpler update.</param>
/// <param name="Test">The test.</param>
/// <param name="IsSignificant">Whether the simpler update is rejected.</param>
public sealed record UpdateTest(UpdateMethod Of, UpdateMethod Against, ChiSquaredTest Test, bool IsSignificant);
