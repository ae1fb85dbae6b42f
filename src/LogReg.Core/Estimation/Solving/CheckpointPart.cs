using LogReg.Solvers;

namespace LogReg.Estimation;

/// <summary>A solver of a fit, in a checkpoint.</summary>
/// <param name="Name">Its name within the fit.</param>
/// <param name="Problem">What tells its problem from others.</param>
/// <param name="State">Its state; <see langword="null"/> if it has kept none.</param>
internal sealed record CheckpointPart(string Name, IReadOnlyList<KeyValuePair<string, string>> Problem, SolverState? State);
