using LogReg.Data;
using LogReg.Solvers;

namespace LogReg;

/// <summary>How far a fit has come: the reading, the path, the cross-validation or the solver reports.</summary>
/// <param name="Reading">How far the data are read, or <see langword="null"/>.</param>
/// <param name="Iteration">The solver's last iteration, or <see langword="null"/>.</param>
public sealed record TrainingProgress(ReadProgress? Reading, IterationProgress? Iteration)
{
    /// <summary>How far the path, the cross-validation or the tests and intervals that need further fits have come, or <see langword="null"/>. Its reports may come from several threads, one at a time.</summary>
    public FitCount? Fits { get; init; }
}
