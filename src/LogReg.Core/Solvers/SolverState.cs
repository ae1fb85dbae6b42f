namespace LogReg.Solvers;

/// <summary>The state of a solver between two iterations: all that it needs to go on from there as if it had never stopped.</summary>
/// <param name="History">The iterations so far, the start first.</param>
/// <param name="Vectors">The vectors of the solver, the point first.</param>
/// <param name="Numbers">The numbers of the solver.</param>
internal sealed record SolverState(
    IReadOnlyList<IterationProgress> History, IReadOnlyList<double[]> Vectors, IReadOnlyList<double> Numbers);
