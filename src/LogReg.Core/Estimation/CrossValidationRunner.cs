using LogReg.Data;
using LogReg.Evaluation;
using LogReg.Objectives;
using LogReg.Solvers;
using LogReg.Storage;
using LogReg.Terms;

namespace LogReg.Estimation;

/// <summary>
/// Judges models by rows that they were not fitted to, and chooses λ, α and the threshold by that: of a path for each fold, or of the one model that the
/// options describe.
/// </summary>
internal sealed class CrossValidationRunner
{
    // For a threshold alone: fewer fits than a choice of λ asks for.
    private const int ThresholdFolds = 5;

    private readonly LogisticRegression _options;
    private readonly CrossValidationOptions _validation;
    private readonly ColumnRoles _roles;
    private readonly Table _table;
    private readonly RowSet _rows;
    private readonly TargetDescription _target;
    private readonly Func<long, long>? _findLine;
    private readonly string? _source;
    private readonly RowEncoder _encoder;
    private readonly FeatureFit _features;
    private readonly FoldFitter _fitter;

    /// <param name="options">The options of the fit.</param>
    /// <param name="roles">The roles of the columns.</param>
    /// <param name="table">The data; they stay as they are.</param>
    /// <param name="rows">The rows, of which those held out for testing take no part.</param>
    /// <param name="findLine">From a row to its line in the file, for messages; or <see langword="null"/>.</param>
    /// <param name="source">The name of the data for messages; may be <see langword="null"/>.</param>
    public CrossValidationRunner(
        LogisticRegression options, ColumnRoles roles, Table table, TrainingRows rows, Func<long, long>? findLine, string? source)
    {
        _options = options;
        _validation = options.CrossValidation ?? (ChoosesLambda(options) ? new CrossValidationOptions() : new CrossValidationOptions { Folds = ThresholdFolds });
        _roles = roles;
        _table = table;
        _rows = rows.Training;
        _target = rows.Target;
        _findLine = findLine;
        _source = source;
        _encoder = new RowEncoder(options, roles, table, source);
        _features = _encoder.FitFeatures(_rows, options.ThreadCount);
        _fitter = new FoldFitter(options, _encoder, rows.Target, [.. _features.Layout.Features.Select(feature => feature.Name)], source);
    }

    /// <summary>Whether anything in the options asks for cross-validation.</summary>
    public static bool IsNeeded(LogisticRegression options) =>
        ChoosesLambda(options) || options.CrossValidation is not null || options.ThresholdRule is not null;

    /// <summary>Validates.</summary>
    /// <param name="progress">Receives progress after each fit; may be <see langword="null"/>.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <exception cref="LogRegException">The rows cannot be divided into folds, or the rows of a fold do not allow a model.</exception>
    /// <exception cref="OperationCanceledException">The operation was cancelled.</exception>
    public CrossValidationOutcome Run(IProgress<TrainingProgress>? progress, CancellationToken cancellationToken)
    {
        FoldAssignment folds = AssignFolds();
        FoldRows[] rows = [.. Enumerable.Range(0, folds.Count).Select(fold => FoldRows.Of(_rows, folds, fold))];
        var counter = new FitCounter(progress);
        double[] alphas = ChoosesLambda(_options) ? [.. _validation.Alphas ?? [_options.EffectiveAlpha]] : [_options.EffectiveAlpha];
        IReadOnlyList<PathStep>[] paths = ChoosesLambda(_options) ? FitPaths(alphas, counter, folds.Count, cancellationToken) : [];
        counter.Total = folds.Count * (paths.Length == 0 ? 1 : paths.Sum(path => path.Count));
        FoldFit[] fits = FoldTasks.Run(
            folds.Count * alphas.Length,
            _options.ThreadCount,
            (task, threads) => InFold(task % folds.Count, folds.Count, () => Fit(rows[task % folds.Count], task / folds.Count, threads)),
            cancellationToken);

        FoldFit Fit(FoldRows fold, int alpha, int threads)
        {
            if (paths.Length > 0)
            {
                return _fitter.FitPath(
                    fold, alphas[alpha], [.. paths[alpha].Select(step => step.Lambda)], threads, new ForwardedProgress<PathStep>(_ => counter.Count()), cancellationToken);
            }

            FoldFit fit = _fitter.FitFixed(fold, threads, cancellationToken);
            counter.Count();
            return fit;
        }

        CrossValidationPoint[] points =
            [.. alphas.SelectMany((alpha, place) => Points(fits.AsSpan(place * folds.Count, folds.Count).ToArray(), alpha, paths.Length > 0 ? paths[place] : null))];
        CrossValidation validation = Choose(points, folds);
        int chosenAlpha = Array.IndexOf(alphas, validation.Selected.Alpha);
        int step = validation.SelectedIndex - paths.Take(chosenAlpha).Sum(path => path.Count);
        FoldFit[] chosen = fits[(chosenAlpha * folds.Count)..((chosenAlpha + 1) * folds.Count)];
        var predictions = OutOfSamplePredictions.Of(_fitter, _target, _rows, rows, folds, chosen, step, _options.ThreadCount);
        double threshold = _options.ThresholdRule is ThresholdRule rule ? predictions.ChooseThreshold(rule) : _options.Threshold;
        validation = validation with { OutOfSample = predictions.Score(_target, threshold) };
        return new CrossValidationOutcome(OptionsAt(validation.Selected, threshold), validation, Warnings(fits, [.. chosen.Select(fit => fit.Steps[step])]));
    }

    private static bool ChoosesLambda(LogisticRegression options) => options.LambdaChoice == LambdaChoice.CrossValidation;

    private FoldAssignment AssignFolds()
    {
        int rowCount = _rows.Selection.Count;
        FoldAssignment folds;
        if (_roles.Folds is string column)
        {
            var groups = ClusterCodes.Read(_table, column, _rows.Selection, _findLine, _source, "fold");
            if (groups.Count < 2)
            {
                throw new DataException("the column has only one value, so no fold has rows to train on", _source, column: column, hint: "choose another --folds-column, or leave it out");
            }

            folds = FoldAssignment.Grouped(groups.Codes, groups.Count, _validation.Folds, _options.Seed);
        }
        else
        {
            if (rowCount < _validation.Folds)
            {
                throw new DataException($"{rowCount} rows cannot be divided into {_validation.Folds} folds", _source, hint: FoldsHint(rowCount));
            }

            folds = FoldAssignment.Stratified(_rows.Classes, _target.Classes.Count, _rows.Selection.Counts, _validation.Folds, _options.Seed);
        }

        folds.RequireEveryClass(_rows.Classes, _target, _roles.Folds, FoldsOption, _source);
        return folds;
    }

    // The option that says how many folds there are.
    private string FoldsOption => ChoosesLambda(_options) ? "--folds" : _options.ThresholdRule is null ? "--cv" : "--cv or --folds";

    private string FoldsHint(int rowCount) => _options is { CrossValidation: null, ThresholdRule: ThresholdRule rule } && !ChoosesLambda(_options)
        ? $"--threshold {rule.Kind.ToString().ToLowerInvariant()} needs out-of-sample predictions, by default from {ThresholdFolds} folds: choose another number with --cv, {rowCount} or less"
        : $"lower {FoldsOption} to {rowCount} or less";

    // The models of all rows: they say which λ there are, and how many coefficients are not 0 at each.
    private IReadOnlyList<PathStep>[] FitPaths(double[] alphas, FitCounter counter, int folds, CancellationToken cancellationToken)
    {
        var layout = _features.Layout;
        using ColumnStorage copies = _fitter.CreateScope();
        ClassificationData data = ClassBalance.Create(_options, _target, _rows, _source).ForFitting(_fitter.Encode(_features, _rows, copies, _options.ThreadCount));
        counter.Start(alphas.Length * folds * (_options.Path.Lambdas?.Count ?? _options.Path.Count));
        return
        [
            .. alphas.Select(alpha =>
            {
                PathSolver solver = PathRunner.CreateSolver(_options, layout, alpha, data, _options.ThreadCount);
                double largest = _options.Path.Lambdas is not null ? 0 : solver.LargestLambda(cancellationToken);
                double[] lambdas = LambdaSequence.Of(_options.Path, largest, alpha, _rows.Selection.Count, layout.Count - 1);
                return solver.Solve(lambdas, stopsEarly: _options.Path.Lambdas is null, null, cancellationToken);
            }),
        ];
    }

    private static FoldFit InFold(int fold, int count, Func<FoldFit> fit)
    {
        try
        {
            return fit();
        }
        catch (LogRegException exception)
        {
            throw new LogRegException($"fold {fold + 1} of {count}: {exception.Message}", exception.Hint, exception);
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
                Lambda = path is null ? _options.Lambda : path[index].Lambda,
                Alpha = alpha,
                NonZeroCount = path is null ? 0 : path[index].CountNonZero(equationLength),
                LogLoss = MetricEstimate.Of([.. scores.Select(score => score.LogLoss)], weights),
                RocAuc = MetricEstimate.Of([.. scores.Select(score => score.RocAuc)], weights),
                Accuracy = MetricEstimate.Of([.. scores.Select(score => score.Accuracy)], weights),
            };
        }
    }

    // Of two classes there is one equation, under a penalty of more classes each has one.
    private int EquationLength(PathStep step) => step.ParameterCount / (_target.IsBinary ? 1 : _target.Classes.Count);

    private CrossValidation Choose(CrossValidationPoint[] points, FoldAssignment folds)
    {
        bool choosesLambda = ChoosesLambda(_options);
        int best = PointChoice.Best(points, _validation.Metric);
        if (best < 0 && choosesLambda)
        {
            throw new DataException(
                _validation.Metric == ValidationMetric.RocAuc ? "no fold has rows of every class, so ROC AUC is undefined" : "the cross-validated metric is not a finite number at any λ",
                _source,
                hint: _validation.Metric == ValidationMetric.RocAuc ? "use --metric logloss, or fewer --folds" : "use larger values of λ with --lambdas");
        }

        best = Math.Max(0, best);
        int simplest = PointChoice.WithinOneStandardError(points, _validation.Metric, best);
        bool isSimplest = choosesLambda && _validation.Selection == LambdaSelection.OneStandardError;
        return new CrossValidation
        {
            Folds = folds.Count,
            FoldRows = folds.CountRows(),
            FoldsColumn = _roles.Folds,
            FoldsAreValues = folds.IsFoldPerValue,
            Seed = _options.Seed,
            Metric = _validation.Metric,
            ChoosesLambda = choosesLambda,
            Points = points,
            BestIndex = best,
            OneStandardErrorIndex = simplest,
            SelectedIndex = isSimplest ? simplest : best,
            PrefersOneStandardError = isSimplest,
            ThresholdRule = _options.ThresholdRule,
        };
    }

    private LogisticRegression OptionsAt(CrossValidationPoint point, double threshold) => _options with
    {
        LambdaChoice = LambdaChoice.Given,
        Lambda = point.Lambda,
        Alpha = _options.Penalty == PenaltyKind.ElasticNet ? point.Alpha : _options.Alpha,
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
                $"the features separate the classes completely in the training rows of {separated} of {chosen.Length} folds: their results depend on where the solver stopped",
                _options.Penalty == PenaltyKind.None ? "use --penalty ridge --lambda cv or --firth, whose estimates are finite"
                    : "use larger values of λ with --lambdas, and no penalty factor of 0"));
        }

        if (stopped > 0)
        {
            warnings.Add(new FitWarning(
                FitWarningKind.Validation,
                $"{stopped} of {steps.Length} fits of the cross-validation did not converge",
                "raise --max-iterations, or use a stronger penalty"));
        }

        return warnings;
    }
}
