namespace LogReg.Solvers;

/// <summary>Keeps the states of all solvers of a fit, each under a name of its own.</summary>
internal interface IFitCheckpoint
{
    /// <summary>The place of one solver. Every process asks for the same ones; folds fitted at once may ask in any order.</summary>
    /// <param name="name">Its name within the fit.</param>
    /// <param name="problem">What it solves: names with their values. A state that was left by another problem is refused.</param>
    /// <exception cref="LogRegException">The state is that of another problem.</exception>
    ISolverCheckpoint Part(string name, IReadOnlyList<KeyValuePair<string, string>> problem);
}
