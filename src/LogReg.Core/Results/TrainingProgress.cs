using LogReg.Data;
using LogReg.Solvers;

namespace LogReg;

/// <summary>The progress of a fit.</summary>
/// <param name="Reading">The progress of reading, or <see langword="null"/>.</param>
/// <param name="Iteration">The last iteration of the solver, or <see langword="null"/>.</param>
public sealed record TrainingProgress(ReadProgress? Reading, IterationProgress? Iteration)
{
    /// <summary>The progress of a path, a cross-validation, or tests and intervals that need additional fits; or <see langword="null"/>.
    /// Reports may come from several threads, but one at a time.</summary>
    public FitCount? Fits { get; init; }
}
