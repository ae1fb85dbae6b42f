using LogReg.Solvers;

namespace LogReg.Estimation;

/// <summary>The solution of a problem, with its starting point.</summary>
internal sealed record Solution
{
    // The fit of all rows, in a checkpoint.
    private const string PartName = "fit";

    /// <summary>The problem.</summary>
    public required TrainingProblem Problem { get; init; }

    /// <summary>The plan with the λ of the solution.</summary>
    public required FitPlan Plan { get; init; }

    /// <summary>Where the solver started.</summary>
    public required StartingPoint Start { get; init; }

    /// <summary>The solutions of a path, λ falling; empty if λ was given.</summary>
    public required IReadOnlyList<PathStep> Path { get; init; }

    /// <summary>The solver's result; for a path, that of the last λ.</summary>
    public required SolverResult Result { get; init; }

    /// <summary>Solves the problem of the plan.</summary>
    /// <param name="plan">The plan of the fit.</param>
    /// <param name="input">The data, for messages.</param>
    /// <param name="rows">The encoded rows.</param>
    /// <param name="progress">Receives progress after each iteration; may be <see langword="null"/>.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <exception cref="LogRegException">The options do not fit the data, or the loss is not a finite number.</exception>
    /// <exception cref="OperationCanceledException">The operation was cancelled.</exception>
    public static Solution Find(
        FitPlan plan, TrainingInput input, EncodedRows rows, IProgress<TrainingProgress>? progress, CancellationToken cancellationToken)
    {
        var problem = TrainingProblem.Create(plan, rows.Fitting, rows.Layout, rows.Target, input.Source, rows.Watched);
        StartingPoint start = StartingPoint.Of(plan, input, rows, problem.Objective.ParameterCount / rows.Layout.Count)
            .AtOffsets(rows.Fitting, plan.Objectives, cancellationToken);
        return plan.LambdaChoice == LambdaChoice.Path
            ? FindPath(plan, input, rows, problem, start, progress, cancellationToken)
            : FindOne(
                plan, input, rows, problem, start.OrSampled(plan, problem, rows.Fitting, cancellationToken), progress, cancellationToken);
    }

    private static Solution FindPath(
        FitPlan plan,
        TrainingInput input,
        EncodedRows rows,
        TrainingProblem problem,
        StartingPoint start,
        IProgress<TrainingProgress>? progress,
        CancellationToken cancellationToken)
    {
        ISolverCheckpoint? checkpoint = plan.Checkpoint?.Part(PartName, ProblemFingerprint.Of(plan, problem, rows, start));
        IReadOnlyList<PathStep> path =
            new PathRunner(plan, rows.Layout).Run(rows.Fitting, start.Parameters, checkpoint, progress, cancellationToken);
        SolverResult result = path[^1].Result with { Parameters = path[^1].ToArray() };
        TrainingProblem.RequireFinite(result, input.Source);
        return new Solution { Problem = problem, Plan = plan.WithLambda(path[^1].Lambda), Start = start, Path = path, Result = result };
    }

    private static Solution FindOne(
        FitPlan plan,
        TrainingInput input,
        EncodedRows rows,
        TrainingProblem problem,
        StartingPoint start,
        IProgress<TrainingProgress>? progress,
        CancellationToken cancellationToken)
    {
        IProgress<IterationProgress>? iterations =
            progress is null ? null : new ForwardedProgress<IterationProgress>(report => progress.Report(new(null, report)));
        ISolverCheckpoint? checkpoint = plan.Checkpoint?.Part(PartName, ProblemFingerprint.Of(plan, problem, rows, start));
        SolverResult result = start.Solve(problem.With(checkpoint), iterations, cancellationToken);
        TrainingProblem.RequireFinite(result, input.Source);
        if (problem.Firth is FirthRefits firth && !plan.SkipInference)
        {
            result =
                firth.Settle(
                    result,
                    from => problem.Solver.Minimize(problem.Objective, from, problem.SolverOptions, iterations, cancellationToken),
                    rows.Layout,
                    plan);
        }

        return new Solution { Problem = problem, Plan = plan, Start = start, Path = [], Result = result };
    }
}
