using LogReg.Numerics;
using LogReg.Objectives;

namespace LogReg.Solvers;

/// <summary>The result of a solver, and why it stopped. Non-convergence is a result, too.</summary>
/// <param name="Parameters">The last accepted point.</param>
/// <param name="Evaluation">The objective there.</param>
/// <param name="GradientNorm">The largest absolute entry of the gradient there.</param>
/// <param name="Iterations">How many steps were accepted.</param>
/// <param name="Termination">Why the solver stopped.</param>
/// <param name="History">The start and every iteration.</param>
/// <param name="DependentParameters">Parameters that the data cannot tell from others, held where they were; empty as a rule.</param>
/// <param name="NewtonStep">The last full Newton step that was computed, or <see langword="null"/> from a solver without Hessian.</param>
internal sealed record SolverResult(
    double[] Parameters,
    ObjectiveEvaluation Evaluation,
    double GradientNorm,
    int Iterations,
    TerminationReason Termination,
    IReadOnlyList<IterationProgress> History,
    IReadOnlyList<int> DependentParameters,
    double[]? NewtonStep = null)
{
    /// <summary>The objective's Hessian at <see cref="Parameters"/>, p × p, the lower triangle, where the solver happens to have it:
    /// inference then has no need of a pass of its own. Whoever changes the parameters takes it away.</summary>
    public double[]? Hessian { get; init; }

    /// <summary>The smallest pivot of the last Hessian beside its diagonal element, by which a double's digits are judged; 1 where no
    /// Hessian was formed.</summary>
    public double SmallestPivotShare { get; init; } = 1;

    /// <summary>What rounding took from <see cref="Parameters"/>, where the fit was finished in twice the digits; else empty.</summary>
    public double[] Remainders { get; init; } = [];

    /// <summary>The information Σw·H at <see cref="Parameters"/>, factored in twice the digits, where a double's were not enough; else
    /// <see langword="null"/>.</summary>
    public ExtendedCholesky? Information { get; init; }

    /// <summary>The same with other parameters: what was known at the old ones is gone.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="evaluation">The objective there.</param>
    public SolverResult MovedTo(double[] parameters, ObjectiveEvaluation evaluation) =>
        this with { Parameters = parameters, Evaluation = evaluation, Hessian = null, Remainders = [], Information = null };

    /// <summary>This result with the iterations of an earlier try before its own, as the way there was long.</summary>
    /// <param name="earlier">The earlier try.</param>
    public SolverResult After(SolverResult earlier)
    {
        int before = earlier.Iterations + 1;
        return this with
        {
            Iterations = before + Iterations,
            History = [.. earlier.History, .. History.Select(entry => entry with { Iteration = before + entry.Iteration })],
        };
    }

    /// <summary>How many of the iterations were Newton's, after another solver had converged.</summary>
    public int FinishingIterations { get; init; }
}
