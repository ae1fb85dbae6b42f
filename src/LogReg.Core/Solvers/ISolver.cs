using LogReg.Objectives;

namespace LogReg.Solvers;

/// <summary>An algorithm that minimises a smooth convex function, of which it knows no more than <see cref="IObjective"/> tells.</summary>
internal interface ISolver
{
    /// <summary>Which algorithm this is.</summary>
    SolverKind Kind { get; }

    /// <summary>The iterations it may need on ordinary data.</summary>
    int DefaultMaxIterations { get; }

    /// <summary>Minimises from a starting point.</summary>
    /// <param name="objective">The function.</param>
    /// <param name="start">The starting point, p values.</param>
    /// <param name="options">When to stop.</param>
    /// <param name="progress">Receives progress after each iteration; may be <see langword="null"/>.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <exception cref="OperationCanceledException">The operation was cancelled.</exception>
    SolverResult Minimize(
        IObjective objective,
        ReadOnlySpan<double> start,
        SolverOptions options,
        IProgress<IterationProgress>? progress,
        CancellationToken cancellationToken);
}
