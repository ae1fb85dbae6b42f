namespace LogReg.Solvers;

/// <summary>When a solver stops, and how far it steps.</summary>
/// <param name="MaxIterations">At most this many iterations, at least 1.</param>
/// <param name="Tolerance">The largest absolute entry of the gradient at which a solver may stop.</param>
/// <param name="LearningRate">Gradient descent's fixed step; <see langword="null"/> for backtracking. Others ignore it.</param>
internal sealed record SolverOptions(int MaxIterations, double Tolerance, double? LearningRate = null)
{
    /// <summary>Σw, by which the objective has to be multiplied to be a negative log-likelihood: what a step means beside a standard error
    /// depends on it. 0 where only the gradient is to be judged.</summary>
    public double WeightSum { get; init; }

    /// <summary>Where the state is kept while the solver runs; <see langword="null"/> for nowhere. Solvers that others finish pass it on to
    /// the one that does the work.</summary>
    public ISolverCheckpoint? Checkpoint { get; init; }
}
