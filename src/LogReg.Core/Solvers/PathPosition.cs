namespace LogReg.Solvers;

/// <summary>Where a <see cref="PathSolver"/> is on the way to one λ.</summary>
/// <param name="Iterations">The iterations with the working sets before this one.</param>
/// <param name="History">The entries of these iterations.</param>
/// <param name="Inner">Where the solver of this working set is.</param>
internal sealed record PathPosition(int Iterations, IReadOnlyList<IterationProgress> History, ProximalState Inner);
