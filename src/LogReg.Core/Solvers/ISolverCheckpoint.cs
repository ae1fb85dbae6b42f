namespace LogReg.Solvers;

/// <summary>Keeps the state of a solver while it runs, so that another run of the same fit goes on from there.</summary>
internal interface ISolverCheckpoint
{
    /// <summary>The state from which the solver goes on.</summary>
    /// <returns>The state; <see langword="null"/> to begin at the start.</returns>
    SolverState? Resume();

    /// <summary>Keeps a state.</summary>
    /// <param name="history">The iterations so far; the list may grow afterwards.</param>
    /// <param name="vectors">The vectors, which nothing may change afterwards.</param>
    /// <param name="numbers">The numbers, which nothing may change afterwards.</param>
    void Keep(IReadOnlyList<IterationProgress> history, IReadOnlyList<double[]> vectors, IReadOnlyList<double> numbers);
}
