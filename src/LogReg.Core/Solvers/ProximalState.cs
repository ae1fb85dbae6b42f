namespace LogReg.Solvers;

/// <summary>Where <see cref="ProximalNewton"/> is after a step, beside what the working set remembers.</summary>
/// <param name="Parameters">The point; nothing changes it afterwards.</param>
/// <param name="History">The start and the steps so far; the list may grow afterwards.</param>
/// <param name="IsStale">Whether the curvature is to be renewed before the next step.</param>
internal sealed record ProximalState(double[] Parameters, IReadOnlyList<IterationProgress> History, bool IsStale);
