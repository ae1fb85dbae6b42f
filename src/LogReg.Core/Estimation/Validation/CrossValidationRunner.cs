using LogReg.Collectives;
using LogReg.Data;
using LogReg.Evaluation;
using LogReg.Objectives;
using LogReg.Solvers;
using LogReg.Storage;
using LogReg.Terms;

namespace LogReg.Estimation;

/// <summary>
/// Judges models by rows that they were not fitted to, and chooses λ, α and the threshold by that: of a path for each fold, or of the one
/// model that the options describe.
/// </summary>
internal sealed class CrossValidationRunner
{
    // For a threshold alone: fewer fits than a choice of λ asks for.
    private const int ThresholdFolds = 5;

    private readonly FitPlan _plan;
    private readonly CrossValidationOptions _validation;
    private readonly TrainingInput _input;
    private readonly RowSet _rows;
    private readonly TargetDescription _target;
    private readonly string? _source;
    private readonly FeatureFit _features;
    private readonly FoldFitter _fitter;

    /// <param name="plan">The plan of the fit.</param>
    /// <param name="input">The data; they stay as they are.</param>
    /// <param name="rows">The rows, of which those held out for testing take no part.</param>
    public CrossValidationRunner(FitPlan plan, TrainingInput input, TrainingRows rows)
    {
        _plan = plan;
        _validation = plan.CrossValidation
            ?? (plan.ChoosesLambda ? new CrossValidationOptions() : new CrossValidationOptions { Folds = ThresholdFolds });
        _input = input;
        _rows = rows.Training;
        _target = rows.Target;
        _source = input.Source;
        var encoder = new RowEncoder(plan, input);
        _features = encoder.FitFeatures(_rows, plan.Threads, leavesOutQuantiles: true);
        _fitter = new FoldFitter(plan, encoder, rows.Target, [.. _features.Layout.Features.Select(feature => feature.Name)], input.Source);
    }

    /// <summary>Validates.</summary>
    /// <param name="progress">Receives progress after each fit; may be <see langword="null"/>.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <exception cref="LogRegException">The rows cannot be divided into folds, or the rows of a fold do not allow a model.</exception>
    /// <exception cref="OperationCanceledException">The operation was cancelled.</exception>
    public CrossValidationOutcome Run(IProgress<TrainingProgress>? progress, CancellationToken cancellationToken)
    {
        FoldAssignment folds = AssignFolds();
        FoldRows[] rows = [.. Enumerable.Range(0, folds.Count).Select(fold => FoldRows.Of(_rows, folds, fold))];
        double[] alphas = _plan.ChoosesLambda ? [.. _validation.Alphas ?? [_plan.Alpha]] : [_plan.Alpha];
        var counter = new FitCounter(progress);
        _plan.Checkpoint?.Part(
            "cross-validation",
            ProblemFingerprint.OfValidation(_plan, _validation, alphas, _target, _rows, _features.Layout, folds.FoldOf));
        IReadOnlyList<PathStep>[] paths = _plan.ChoosesLambda ? FitPaths(alphas, counter, folds.Count, cancellationToken) : [];
        FoldFit[] fits = FitFolds(rows, alphas, paths, counter, cancellationToken);
        CrossValidationPoint[] points =
            [.. alphas.SelectMany(
                (alpha, place) =>
                    Points(fits.AsSpan(place * folds.Count, folds.Count).ToArray(), alpha, paths.Length > 0 ? paths[place] : null))];
        CrossValidation validation = Choose(points, folds);
        int alpha = Array.IndexOf(alphas, validation.Selected.Alpha);
        int step = validation.SelectedIndex - paths.Take(alpha).Sum(path => path.Count);
        return Predict(validation, folds, rows, fits, fits[(alpha * folds.Count)..((alpha + 1) * folds.Count)], step);
    }

    // Every fold for every α; a path where λ is chosen.
    private FoldFit[] FitFolds(
        FoldRows[] rows, double[] alphas, IReadOnlyList<PathStep>[] paths, FitCounter counter, CancellationToken cancellationToken)
    {
        counter.Total = rows.Length * (paths.Length == 0 ? 1 : paths.Sum(path => path.Count));
        ISolverCheckpoint?[] checkpoints =
        [
            .. Enumerable.Range(0, rows.Length * alphas.Length).Select(task => _plan.Checkpoint?.Part(
                $"fold {(task % rows.Length) + 1} of {rows.Length}{AtAlpha(alphas[task / rows.Length])}",
                paths.Length == 0 ? [] : LambdasOf(paths[task / rows.Length].Select(step => step.Lambda)))),
        ];
        return FoldTasks.Run(
            rows.Length * alphas.Length,
            _plan.Threads,
            oneByOne: _input.Table.Shares is not null,
            (task, threads) => InFold(task % rows.Length, rows.Length, () => Fit(task, threads)),
            cancellationToken);

        FoldFit Fit(int task, int threads)
        {
            FoldRows fold = rows[task % rows.Length];
            int alpha = task / rows.Length;
            if (paths.Length > 0)
            {
                return _fitter.FitPath(
                    fold,
                    alphas[alpha],
                    [.. paths[alpha].Select(step => step.Lambda)],
                    threads,
                    checkpoints[task],
                    new ForwardedProgress<PathStep>(_ => counter.Count()),
                    cancellationToken);
            }

            FoldFit fit = _fitter.FitFixed(fold, threads, checkpoints[task], cancellationToken);
            counter.Count();
            return fit;
        }
    }

    private CrossValidationOutcome Predict(
        CrossValidation validation, FoldAssignment folds, FoldRows[] rows, FoldFit[] all, FoldFit[] chosen, int step)
    {
        var predictions = OutOfSamplePredictions.Of(_fitter, _target, _rows, rows, folds, chosen, step, _plan.Threads);
        double threshold = _plan.ThresholdRule is ThresholdRule rule ? predictions.ChooseThreshold(rule) : _plan.Threshold;
        validation = validation with { OutOfSample = predictions.Score(_target, threshold) };
        return new CrossValidationOutcome(
            PlanAt(validation.Selected, threshold), validation, Warnings(all, [.. chosen.Select(fit => fit.Steps[step])]));
    }

    private FoldAssignment AssignFolds()
    {
        long rowCount = _rows.Selection.TotalCount;
        FoldAssignment folds;
        if (_input.Roles.Folds is string column)
        {
            var groups = ClusterCodes.Read(_input.Table, column, _rows.Selection, _input.FindRow, _source, "fold");
            if (groups.Count < 2)
            {
                throw new DataException(
                    "the column has only one value, so no fold has rows to train on",
                    _source,
                    column: column,
                    hint: $"choose another {Option.FoldsColumn}, or leave it out");
            }

            folds = FoldAssignment.Grouped(_rows.Selection.Parts, groups.Codes, groups.Count, _validation.Folds, _plan.Seed);
        }
        else
        {
            if (rowCount < _validation.Folds)
            {
                throw new DataException(
                    $"{rowCount} rows cannot be divided into {_validation.Folds} folds", _source, hint: FoldsHint(rowCount));
            }

            folds = FoldAssignment.Stratified(_rows.Classes, _target.Classes.Count, _rows.Selection.Parts, _validation.Folds, _plan.Seed);
        }

        folds.RequireEveryClass(_rows.Classes, _target, _input.Roles.Folds, FoldsOption, _source);
        return folds;
    }

    // The option that says how many folds there are.
    private OptionText FoldsOption =>
        _plan.ChoosesLambda ? OptionText.Of($"{Option.Folds}")
            : _plan.ThresholdRule is null ? OptionText.Of($"{Option.CrossValidation}")
            : OptionText.Of($"{Option.CrossValidation} or {Option.Folds}");

    private OptionText FoldsHint(long rowCount) =>
        _plan is { CrossValidation: null, ThresholdRule: ThresholdRule rule } && !_plan.ChoosesLambda
            ? OptionText.Of(
                $"{Option.ThresholdRule.Is(rule.Kind)} needs out-of-sample predictions, by default from {ThresholdFolds} folds: choose "
                    + $"another number with {Option.CrossValidation}, {rowCount} or less")
            : $"lower {FoldsOption} to {rowCount} or less";

    // The models of all rows: they say which λ there are, and how many coefficients are not 0 at each.
    private IReadOnlyList<PathStep>[] FitPaths(double[] alphas, FitCounter counter, int folds, CancellationToken cancellationToken)
    {
        var layout = _features.Layout;
        using ColumnStorage copies = _fitter.CreateScope();
        ClassificationData data =
            ClassBalance.Create(_plan, _target, _rows, _source).ForFitting(_fitter.Encode(_features, _rows, copies, _plan.Threads));
        counter.Start(alphas.Length * folds * (_plan.Path.Lambdas?.Count ?? _plan.Path.Count));
        return
        [
            .. alphas.Select(alpha =>
            {
                ISolverCheckpoint? checkpoint = _plan.Checkpoint?.Part(
                    $"path{AtAlpha(alpha)}", _plan.Path.Lambdas is IReadOnlyList<double> given ? LambdasOf(given) : []);
                PathSolver solver = PathRunner.CreateSolver(_plan, layout, alpha, data, _plan.Threads, checkpoint);
                double largest = _plan.Path.Lambdas is not null ? 0 : solver.LargestLambda(cancellationToken);
                double[] lambdas = LambdaSequence.Of(_plan.Path, largest, alpha, _rows.Selection.TotalCount, layout.Count - 1);
                return solver.Solve(lambdas, stopsEarly: _plan.Path.Lambdas is null, null, cancellationToken);
            }),
        ];
    }

    private static string AtAlpha(double alpha) => FormattableString.Invariant($", alpha {alpha:R}");

    private static KeyValuePair<string, string>[] LambdasOf(IEnumerable<double> lambdas) =>
        [new("values of lambda", ProblemFingerprint.Text(lambdas))];

    private static FoldFit InFold(int fold, int count, Func<FoldFit> fit)
    {
        try
        {
            return fit();
        }
        catch (LogRegException exception) when (exception is not CollectiveException)
        {
            throw new LogRegException($"fold {fold + 1} of {count}: {exception.Text}", exception.Hint, exception);
        }
    }

    private IEnumerable<CrossValidationPoint> Points(FoldFit[] fits, double alpha, IReadOnlyList<PathStep>? path)
    {
        double[] weights = [.. fits.Select(fit => fit.Weight)];
        int equationLength = path is null ? 1 : EquationLength(path[0]);
        for (int index = 0; index < fits[0].Steps.Count; index++)
        {
            FoldScore[] scores = [.. fits.Select(fit => fit.Scores[index])];
            yield return new CrossValidationPoint
            {
                Lambda = path is null ? _plan.Lambda : path[index].Lambda,
                Alpha = alpha,
                NonZeroCount = path is null ? 0 : path[index].CountNonZero(equationLength),
                LogLoss = MetricEstimate.Of([.. scores.Select(score => score.LogLoss)], weights),
                RocAuc = MetricEstimate.Of([.. scores.Select(score => score.RocAuc)], weights),
                Accuracy = MetricEstimate.Of([.. scores.Select(score => score.Accuracy)], weights),
            };
        }
    }

    // Under a penalty, every class that has a score has an equation.
    private int EquationLength(PathStep step) => step.ParameterCount / _target.ScoredClasses.Count;

    private CrossValidation Choose(CrossValidationPoint[] points, FoldAssignment folds)
    {
        bool choosesLambda = _plan.ChoosesLambda;
        int best = PointChoice.Best(points, _validation.Metric);
        if (best < 0 && choosesLambda)
        {
            throw new DataException(
                _validation.Metric == ValidationMetric.RocAuc
                    ? "no fold has rows of every class, so ROC AUC is undefined"
                    : "the cross-validated metric is not a finite number at any λ",
                _source,
                hint: _validation.Metric == ValidationMetric.RocAuc
                    ? OptionText.Of($"use {Option.Metric.Is(ValidationMetric.LogLoss)}, or fewer {Option.Folds}")
                    : OptionText.Of($"use larger values of λ with {Option.Lambdas}"));
        }

        best = Math.Max(0, best);
        int simplest = PointChoice.WithinOneStandardError(points, _validation.Metric, best);
        bool isSimplest = choosesLambda && _validation.Selection == LambdaSelection.OneStandardError;
        return new CrossValidation
        {
            Folds = folds.Count,
            FoldRows = folds.CountRows(),
            FoldsColumn = _input.Roles.Folds,
            FoldsAreValues = folds.IsFoldPerValue,
            Seed = _plan.Seed,
            Metric = _validation.Metric,
            ChoosesLambda = choosesLambda,
            Points = points,
            BestIndex = best,
            OneStandardErrorIndex = simplest,
            SelectedIndex = isSimplest ? simplest : best,
            PrefersOneStandardError = isSimplest,
            ThresholdRule = _plan.ThresholdRule,
        };
    }

    private FitPlan PlanAt(CrossValidationPoint point, double threshold) => _plan with
    {
        LambdaChoice = LambdaChoice.Given,
        Lambda = point.Lambda,
        Alpha = _plan.Penalty == PenaltyKind.ElasticNet ? point.Alpha : _plan.Alpha,
        CrossValidation = null,
        ThresholdRule = null,
        Threshold = threshold,
    };

    private List<FitWarning> Warnings(FoldFit[] fits, PathStep[] chosen)
    {
        PathStep[] steps = [.. fits.SelectMany(fit => fit.Steps)];
        int separated = chosen.Count(step => step.Result.Termination == TerminationReason.Separation);
        int stopped = steps.Count(step => step.Result.Termination is TerminationReason.MaximumIterations or TerminationReason.Divergence);
        var warnings = new List<FitWarning>();
        if (separated > 0)
        {
            warnings.Add(new FitWarning(
                FitWarningKind.Validation,
                $"the features separate the classes completely in the training rows of {separated} of {chosen.Length} folds: their "
                    + $"results depend on where the solver stopped",
                _plan.Penalty == PenaltyKind.None
                    ? OptionText.Of(
                        $"use {Option.Penalty.Is(PenaltyKind.Ridge).And(Option.LambdaChoice.Is(LambdaChoice.CrossValidation))} or "
                            + $"{Option.Firth.On}, whose estimates are finite")
                    : OptionText.Of($"use larger values of λ with {Option.Lambdas}, and no penalty factor of 0")));
        }

        if (stopped > 0)
        {
            warnings.Add(new FitWarning(
                FitWarningKind.Validation,
                $"{stopped} of {steps.Length} fits of the cross-validation did not converge",
                $"raise {Option.MaxIterations}, or use a stronger penalty"));
        }

        return warnings;
    }
}
