using LogReg.Data;
using LogReg.Inference;
using LogReg.Objectives;
using LogReg.Solvers;
using LogReg.Terms;

namespace LogReg.Estimation;

/// <summary>The objective, the solver and the stopping rule.</summary>
/// <param name="Objective">The objective on the training rows.</param>
/// <param name="Solver">The algorithm.</param>
/// <param name="SolverOptions">When it stops.</param>
internal sealed record TrainingProblem(IObjective Objective, ISolver Solver, SolverOptions SolverOptions)
{
    // Firth's iterations gain some digits each, where Newton's double them: for nine digits they have to go on for longer.
    private const double FirthTolerance = 1e-12;
    private const int FirthIterations = 500;

    // Up to so many parameters Newton's method finishes what other solvers found, whether or not standard errors follow: its Hessian is no
    // more work than some of their passes.
    private const int MostFinishedParameters = 256;

    /// <summary>The search for the best of several maxima of Firth's likelihood; <see langword="null"/> for other objectives, and where the
    /// problem is too large for it.</summary>
    public FirthRefits? Firth { get; init; }

    /// <summary>Reads the problem off the options.</summary>
    /// <param name="plan">The plan of the fit.</param>
    /// <param name="data">The training rows.</param>
    /// <param name="layout">The layout of the terms.</param>
    /// <param name="target">The classes.</param>
    /// <param name="source">The name of the data for messages; may be <see langword="null"/>.</param>
    /// <param name="watched">The rows on which the loss is watched to stop early, or <see langword="null"/>.</param>
    /// <exception cref="LogRegException">The options do not fit the data.</exception>
    public static TrainingProblem Create(
        FitPlan plan,
        ClassificationData data,
        TermLayout layout,
        TargetDescription target,
        string? source,
        ClassificationData? watched = null)
    {
        FirthObjective? firth = plan.Firth ? CreateFirth(plan, data, target, source) : null;
        IObjective objective = firth ?? CreateLikelihood(plan, data, layout);
        ISolver solver = watched is not null ? new GradientDescentSolver(CreateLikelihood(plan, watched, layout))
            : plan.UsesCoordinateDescent
                ? new CoordinateDescentSolver(
                    plan.Objectives.WorkingSet(data, hasReference: plan.Penalty == PenaltyKind.None),
                    PenaltyBuilder.Composite(plan, layout, plan.Alpha),
                    plan.Lambda)
            : plan.Solver == SolverKind.StochasticGradient ? new StochasticGradientSolver(
                ObjectiveFactory.Batches(
                    data, PenaltyBuilder.Smooth(plan, layout), SampleSize(plan, data.Parts.TotalCount, data.WeightSum), plan.Seed),
                plan.StochasticGradient.BatchSize)
            : SolverChoice.Of(
                plan, data.Design, objective.ParameterCount / data.Design.ParameterCount, NeedsHessian(plan, objective.ParameterCount));
        bool finishes = watched is null && !plan.Firth && plan.Objectives.Offers(PassCapabilities.Hessian)
            && (objective.ParameterCount <= MostFinishedParameters || NeedsHessian(plan, objective.ParameterCount));
        solver = finishes ? Finished(plan, solver) : solver;
        return new TrainingProblem(objective, solver, CreateSolverOptions(plan, solver) with { WeightSum = data.WeightSum })
        {
            Firth = firth is null ? null : FirthRefits.Create(data, firth),
        };
    }

    /// <summary>The same problem, whose solver keeps its state elsewhere.</summary>
    /// <param name="checkpoint">Where; <see langword="null"/> for nowhere.</param>
    public TrainingProblem With(ISolverCheckpoint? checkpoint) => this with
    {
        SolverOptions = SolverOptions with { Checkpoint = checkpoint },
    };

    /// <summary>When a solver stops, by the options or else by its nature.</summary>
    public static SolverOptions CreateSolverOptions(FitPlan plan, ISolver solver) => new(
        solver.Kind == SolverKind.StochasticGradient ? plan.StochasticGradient.Epochs
            : plan.MaxIterations ?? (plan.Firth ? FirthIterations : solver.DefaultMaxIterations),
        plan.Firth ? Math.Min(plan.Tolerance, FirthTolerance) : plan.Tolerance,
        plan.LearningRate);

    /// <summary>How many observations rows stand for: weights that count observations count, those of importance do not.</summary>
    public static double SampleSize(FitPlan plan, long rowCount, double weightSum) =>
        plan.WeightKind == WeightKind.Importance ? rowCount : weightSum;

    /// <summary>Solves it.</summary>
    /// <param name="start">Where to start, the equations one after the other.</param>
    /// <param name="progress">Receives progress after each iteration; may be <see langword="null"/>.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <exception cref="OperationCanceledException">The operation was cancelled.</exception>
    public SolverResult Solve(double[] start, IProgress<IterationProgress>? progress, CancellationToken cancellationToken)
    {
        SolverResult result = SolveFrom(start, SolverOptions);
        return Firth is null
            ? result
            : Firth.Improve(result, own => SolveFrom(own, SolverOptions with { Checkpoint = null }), cancellationToken);

        SolverResult SolveFrom(double[] own, SolverOptions options) =>
            Solver.Minimize(Objective, own, options, progress, cancellationToken);
    }

    /// <summary>Requires a finite loss.</summary>
    /// <param name="solved">Where it ended.</param>
    /// <param name="source">The name of the data for messages; may be <see langword="null"/>.</param>
    /// <exception cref="DataException">It did not.</exception>
    public static void RequireFinite(SolverResult solved, string? source)
    {
        if (!double.IsFinite(solved.Evaluation.Loss))
        {
            throw new DataException(
                "the loss is not a finite number", source, hint: "check for extreme values in the features, the weights and the offset");
        }
    }

    // Coordinate descent has the penalty itself, and a solver with a Hessian needs no other.
    private static ISolver Finished(FitPlan plan, ISolver solver) => solver.Kind switch
    {
        SolverKind.GradientDescent or SolverKind.Lbfgs => new FinishingSolver(solver),
        SolverKind.NewtonConjugateGradient when solver is not NewtonFinishSolver =>
            new FallbackSolver(new FinishingSolver(solver), plan.MaxIterations),
        SolverKind.Newton or SolverKind.NewtonConjugateGradient => new FallbackSolver(solver, plan.MaxIterations),
        SolverKind.CoordinateDescent when plan is { Penalty: PenaltyKind.None, NeedsCoordinateDescent: false } =>
            new FinishingSolver(solver),
        _ => solver,
    };

    // Where inference will follow; the matrices that it takes are then no more than the solver's.
    private static bool NeedsHessian(FitPlan plan, int parameterCount) =>
        !plan.SkipInference && !plan.IsBiased && plan.Penalty == PenaltyKind.None && parameterCount <= FitPlan.MostInferredCoefficients;

    // Coordinate descent has the penalty itself: its objective is the loss alone.
    private static IObjective CreateLikelihood(FitPlan plan, ClassificationData data, TermLayout layout)
    {
        Penalty penalty = plan.UsesCoordinateDescent ? Penalty.None : PenaltyBuilder.Smooth(plan, layout);
        bool hasReference = plan.UsesCoordinateDescent ? plan.Penalty == PenaltyKind.None : penalty.IsNone;
        return plan.Objectives.Likelihood(data, penalty, hasReference);
    }

    private static FirthObjective CreateFirth(FitPlan plan, ClassificationData data, TargetDescription target, string? source) =>
        target.IsBinary
            ? plan.Objectives.Firth(data)
            : throw new DataException(
                $"Firth's method needs two classes, but the target has {target.Classes.Count}",
                source,
                column: target.Name,
                hint:
                $"leave {Option.Firth} out; {Option.Penalty.Is(PenaltyKind.Ridge).And(Option.Lambda.Is(0.01))} keeps coefficients finite");
}
