namespace LogReg.Updating;

/// <summary>What became of a model.</summary>
/// <param name="Content">The updated model; the original if nothing was changed.</param>
/// <param name="Method">What was done.</param>
/// <param name="Tests">The tests that chose the method; empty if it was given.</param>
/// <param name="Warnings">The warnings on the update.</param>
internal sealed record UpdateOutcome(
    ModelContent Content, UpdateMethod Method, IReadOnlyList<UpdateTest> Tests, IReadOnlyList<FitWarning> Warnings);
