using LogReg.Objectives;
using LogReg.Solvers;
using LogReg.Storage;
using LogReg.Terms;

namespace LogReg.Estimation;

/// <summary>Fits models to the training rows of a fold and judges them by the rows held out. Means, deviations, levels, imputed values and
/// class weights come from the training rows alone.</summary>
internal sealed class FoldFitter
{
    private const double FoldTolerance = 100;
    private const double LoosestFoldTolerance = 1e-6;

    private readonly FitPlan _plan;
    private readonly RowEncoder _encoder;
    private readonly TargetDescription _target;
    private readonly string? _source;
    private readonly IReadOnlyList<string> _features;

    /// <param name="plan">The plan of the fit.</param>
    /// <param name="encoder">Encodes the rows.</param>
    /// <param name="target">The classes.</param>
    /// <param name="features">The names of the features of all rows.</param>
    /// <param name="source">The name of the data for messages; may be <see langword="null"/>.</param>
    public FoldFitter(FitPlan plan, RowEncoder encoder, TargetDescription target, IReadOnlyList<string> features, string? source)
    {
        _features = features;
        // A model to start from has seen the rows that are held out.
        _plan = plan with { InitialModel = null };
        _encoder = encoder;
        _target = target;
        _source = source;
    }

    /// <summary>Fits the model of the options.</summary>
    /// <param name="rows">The fold.</param>
    /// <param name="threads">The largest number of threads, at least 1; the result does not depend on it.</param>
    /// <param name="checkpoint">Where the outcome is kept; <see langword="null"/> for nowhere.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <exception cref="LogRegException">The training rows allow no model.</exception>
    public FoldFit FitFixed(FoldRows rows, int threads, ISolverCheckpoint? checkpoint, CancellationToken cancellationToken) => Fit(
        rows,
        threads,
        checkpoint,
        progress: null,
        (training, features) =>
        {
            FitPlan plan = _plan with { Threads = threads };
            var problem = TrainingProblem.Create(plan, training, features.Layout, _target, _source);
            SolverResult solved = problem.Solve(new double[problem.Objective.ParameterCount], null, cancellationToken);
            TrainingProblem.RequireFinite(solved, _source);
            FittedSolution fitted =
                new ExistenceAnalysis(plan, features.Layout, training, cancellationToken).Analyze(problem.Objective, solved);
            return [PathStep.Of(_plan.Lambda, fitted.Result)];
        });

    /// <summary>Fits a path.</summary>
    /// <param name="rows">The fold.</param>
    /// <param name="alpha">α of the penalty.</param>
    /// <param name="lambdas">λ, falling.</param>
    /// <param name="threads">The largest number of threads, at least 1; the result does not depend on it.</param>
    /// <param name="checkpoint">Where the state and the outcome are kept; <see langword="null"/> for nowhere.</param>
    /// <param name="progress">Receives progress after each solution; may be <see langword="null"/>.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <exception cref="LogRegException">The training rows allow no model.</exception>
    public FoldFit FitPath(
        FoldRows rows,
        double alpha,
        IReadOnlyList<double> lambdas,
        int threads,
        ISolverCheckpoint? checkpoint,
        IProgress<PathStep>? progress,
        CancellationToken cancellationToken) =>
        Fit(rows, threads, checkpoint, progress, (training, features) =>
        {
            CompositePenalty penalty = PenaltyBuilder.Composite(_plan, features.Layout, alpha);
            WorkingSet set = (_plan with { Threads = threads }).Objectives.WorkingSet(training, hasReference: false);
            return new PathSolver(set, penalty, FoldOptions() with { Checkpoint = checkpoint }).Solve(
                lambdas, stopsEarly: false, progress, cancellationToken);
        });

    // At the default tolerance what a fold's coefficients lack changes a loss out of sample in its seventh digit, while its standard error
    // starts in the second or third.
    private SolverOptions FoldOptions() => PathRunner.SolverOptionsOf(
        _plan with { Tolerance = Math.Max(_plan.Tolerance, Math.Min(FoldTolerance * _plan.Tolerance, LoosestFoldTolerance)) });

    private FoldFit Fit(
        FoldRows rows,
        int threads,
        ISolverCheckpoint? checkpoint,
        IProgress<PathStep>? progress,
        Func<ClassificationData, FeatureFit, IReadOnlyList<PathStep>> solve)
    {
        FeatureFit features = _encoder.FitFold(rows.Training, _features, threads);
        var balance = ClassBalance.Create(_plan, _target, rows.Training, _source);
        if (FoldOutcome.Resume(checkpoint) is FoldOutcome known)
        {
            foreach (PathStep step in known.Steps)
            {
                progress?.Report(step);
            }

            return new FoldFit(features, balance, known);
        }

        using ColumnStorage copies = CreateScope();
        IReadOnlyList<PathStep> steps = solve(balance.ForFitting(Encode(features, rows.Training, copies, threads)), features);
        ClassificationData heldOut = balance.ForEvaluation(Encode(features, rows.HeldOut, copies, threads));
        FoldScore[] scores =
        [
            .. steps.Select(step => FoldScore.Of(
                new DesignScorer(_target, FoldFit.Parameters(features, balance, step), _plan.Threshold, threads).Score(heldOut))),
        ];
        var outcome = new FoldOutcome(steps, scores, heldOut.WeightSum);
        outcome.Keep(checkpoint);
        return new FoldFit(features, balance, outcome);
    }

    /// <inheritdoc cref="RowEncoder.CreateScope"/>
    public ColumnStorage CreateScope() => _encoder.CreateScope();

    /// <summary>Encodes rows.</summary>
    /// <param name="features">The features.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="copies">Where the encoded rows go.</param>
    /// <param name="threads">The largest number of threads, at least 1.</param>
    public ClassificationData Encode(FeatureFit features, RowSet rows, ColumnStorage copies, int threads) =>
        _encoder.Encode(features, rows, _target.Classes.Count, copies, threads);
}
