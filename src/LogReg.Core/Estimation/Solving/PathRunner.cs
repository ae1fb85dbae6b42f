using LogReg.Objectives;
using LogReg.Solvers;
using LogReg.Terms;

namespace LogReg.Estimation;

/// <summary>A regularisation path on encoded rows, as a caller sees it.</summary>
internal sealed class PathRunner
{
    private readonly FitPlan _plan;
    private readonly TermLayout _layout;

    /// <param name="plan">The plan of the fit.</param>
    /// <param name="layout">The layout of the terms.</param>
    public PathRunner(FitPlan plan, TermLayout layout)
    {
        _plan = plan;
        _layout = layout;
    }

    /// <summary>The solver of a path of these options.</summary>
    /// <param name="plan">The plan of the fit.</param>
    /// <param name="layout">The layout of the terms.</param>
    /// <param name="alpha">α.</param>
    /// <param name="data">The rows, with the weights that they have while fitting.</param>
    /// <param name="threads">The largest number of threads, at least 1; the result does not depend on it.</param>
    /// <param name="checkpoint">Where its state is kept; <see langword="null"/> for nowhere.</param>
    public static PathSolver CreateSolver(
        FitPlan plan, TermLayout layout, double alpha, ClassificationData data, int threads, ISolverCheckpoint? checkpoint)
    {
        CompositePenalty penalty = PenaltyBuilder.Composite(plan, layout, alpha);
        WorkingSet set = (plan with { Threads = threads }).Objectives.WorkingSet(data, hasReference: false);
        return new PathSolver(set, penalty, SolverOptionsOf(plan) with { Checkpoint = checkpoint });
    }

    /// <summary>When each solution of a path is good enough.</summary>
    /// <param name="plan">The plan of the fit.</param>
    public static SolverOptions SolverOptionsOf(FitPlan plan) =>
        new(plan.MaxIterations ?? CoordinateDescentSolver.MostIterations, plan.Tolerance);

    /// <summary>Fits the path of the penalty's own α on all threads.</summary>
    /// <param name="data">The rows, with the weights that they have while fitting.</param>
    /// <param name="start">Where to start; 0 for none.</param>
    /// <param name="checkpoint">Where its state is kept; <see langword="null"/> for nowhere.</param>
    /// <param name="progress">Receives progress after each λ; may be <see langword="null"/>.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    public IReadOnlyList<PathStep> Run(
        ClassificationData data,
        double[] start,
        ISolverCheckpoint? checkpoint,
        IProgress<TrainingProgress>? progress,
        CancellationToken cancellationToken)
    {
        PathSolver solver = CreateSolver(_plan, _layout, _plan.Alpha, data, _plan.Threads, checkpoint);
        double largest = _plan.Path.Lambdas is null ? solver.LargestLambda(cancellationToken) : 0;
        double[] lambdas = LambdaSequence.Of(_plan.Path, largest, _plan.Alpha, data.Parts.TotalCount, _layout.Count - 1);
        if (start.AsSpan().ContainsAnyExcept(0))
        {
            solver.StartFrom(start);
        }

        var counter = new FitCounter(progress);
        counter.Start(lambdas.Length);
        return solver.Solve(
            lambdas, stopsEarly: _plan.Path.Lambdas is null, new ForwardedProgress<PathStep>(_ => counter.Count()), cancellationToken);
    }

    /// <summary>The path as it is reported and saved.</summary>
    /// <param name="steps">The solutions.</param>
    /// <param name="balance">The effect of class weights and a prior.</param>
    /// <param name="nullLoss">The mean loss of the intercept alone on the rows as they were fitted.</param>
    public RegularizationPath Describe(IReadOnlyList<PathStep> steps, ClassBalance balance, double nullLoss)
    {
        var points = new List<PathPoint>(steps.Count);
        var equations = new List<IReadOnlyList<LinearEquation>>(steps.Count);
        foreach (PathStep step in steps)
        {
            double[] parameters = step.ToArray();
            balance.Correct(parameters, _layout.Count);
            equations.Add(OriginalScale.Equations(_layout, parameters));
            points.Add(new PathPoint(
                step.Lambda,
                step.CountNonZero(_layout.Count),
                Math.Max(0, 1 - (step.Result.Evaluation.Loss / nullLoss)), // Rounding of the first point may go below 0.
                step.Result.Evaluation.Loss,
                step.Result.GradientNorm,
                step.Result.Iterations,
                step.Result.Termination));
        }

        return new RegularizationPath { Alpha = _plan.Alpha, Points = points, Equations = equations };
    }
}
