using LogReg.Objectives;

namespace LogReg.Solvers;

/// <summary>
/// The minimum of a loss plus a penalty with corners or bounds at one λ, by proximal Newton steps whose subproblems coordinate descent
/// solves. Without a start it comes down to λ from where all penalised parameters are 0, so that few columns are ever at work.
/// </summary>
internal sealed class CoordinateDescentSolver : ISolver
{
    /// <summary>The steps that one λ may take.</summary>
    public const int MostIterations = 1000;

    // On the way to λ each stage is this much smaller than the one before, and solved to this share of its λ.
    private const double StageRatio = 0.6;
    private const double StageTolerance = 1e-3;

    private readonly CompositePenalty _penalty;
    private readonly double _lambda;
    private readonly WorkingSet _set;

    /// <param name="set">The loss as a function of some of its columns.</param>
    /// <param name="penalty">The penalty without λ.</param>
    /// <param name="lambda">λ ≥ 0.</param>
    public CoordinateDescentSolver(WorkingSet set, CompositePenalty penalty, double lambda)
    {
        _set = set;
        _penalty = penalty;
        _lambda = lambda;
    }

    public SolverKind Kind => SolverKind.CoordinateDescent;

    public int DefaultMaxIterations => MostIterations;

    /// <param name="objective">The loss alone, that of the working set.</param>
    /// <param name="start">The starting point; 0 for none.</param>
    /// <param name="options">When to stop.</param>
    /// <param name="progress">Receives progress after each iteration; may be <see langword="null"/>.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    public SolverResult Minimize(
        IObjective objective,
        ReadOnlySpan<double> start,
        SolverOptions options,
        IProgress<IterationProgress>? progress,
        CancellationToken cancellationToken)
    {
        var path = new PathSolver(_set, _penalty, options);
        double stage = 0;
        if (start.ContainsAnyExcept(0))
        {
            path.StartFrom(start);
        }
        else if (_penalty.Alpha * _lambda > 0)
        {
            stage = StageRatio * path.LargestLambda(cancellationToken);
        }

        PathState? saved = path.Resume(cancellationToken);
        double previous = saved?.Previous ?? double.PositiveInfinity;
        int iterations = saved?.EarlierIterations ?? 0;
        for (; stage > _lambda; stage *= StageRatio)
        {
            // Those before are in the state.
            if (stage < previous)
            {
                iterations += SolveStage(path, stage, previous, iterations, options, cancellationToken);
                previous = stage;
                path.Keep([], previous, iterations, null);
            }
        }

        SolverResult result = path.SolveAt(
            _lambda, previous, options.Tolerance, progress, cancellationToken, position => path.Keep([], previous, iterations, position));
        return result with { Iterations = iterations + result.Iterations };
    }

    private int SolveStage(
        PathSolver path, double stage, double previous, int iterations, SolverOptions options, CancellationToken cancellationToken) =>
        path.SolveAt(
            stage,
            previous,
            Math.Max(options.Tolerance, StageTolerance * stage * _penalty.Alpha),
            null,
            cancellationToken,
            position => path.Keep([], previous, iterations, position)).Iterations;
}
