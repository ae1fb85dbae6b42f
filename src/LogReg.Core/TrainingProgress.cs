using LogReg.Data;
using LogReg.Solvers;

namespace LogReg;

/// <summary>How far a fit has come: either the reading or the solver reports.</summary>
/// <param name="Reading">How far the data are read, or <see langword="null"/>.</param>
/// <param name="Iteration">The solver's last iteration, or <see langword="null"/>.</param>
public sealed record TrainingProgress(ReadProgress? Reading, IterationProgress? Iteration);
