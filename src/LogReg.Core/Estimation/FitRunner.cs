using System.Globalization;
using LogReg.Checking;
using LogReg.Data;
using LogReg.Evaluation;
using LogReg.Inference;
using LogReg.Objectives;
using LogReg.Solvers;
using LogReg.Terms;

namespace LogReg.Estimation;

/// <summary>One fit from a table to a model: which rows, which features, which solver, how good.</summary>
internal sealed class FitRunner
{
    // What rounding may take from a likelihood.
    private const double WorseShare = 1e-7;

    // Of a thousand columns a sample of twenty thousand rows each would take longer to check than the fit.
    private const int MostSampledCells = 4_000_000;
    private const int MostSampledRows = 20_000;
    private const int FewestSampledRows = 2_000;

    private readonly LogisticRegression _options;
    private readonly ColumnRoles _roles;
    private readonly Table _table;
    private readonly IReadOnlyList<string> _missingValues;
    private readonly bool _ownsTable;
    private readonly RowFilter _filter;
    private readonly Func<long, long>? _findLine;
    private readonly string? _source;

    // What the caller asked for: cross-validation puts what it chose in its place.
    private readonly LogisticRegression _asked;

    /// <summary>What cross-validation found before, or <see langword="null"/>.</summary>
    public CrossValidationOutcome? Validation { private get; init; }

    /// <param name="options">The options of the fit.</param>
    /// <param name="roles">The roles of the columns.</param>
    /// <param name="table">The data.</param>
    /// <param name="missingValues">The texts that stood for a missing cell.</param>
    /// <param name="ownsTable">Whether the table may be overwritten, which saves a copy.</param>
    /// <param name="findLine">From a row to its line in the file, for messages; or <see langword="null"/>.</param>
    /// <param name="source">The name of the data for messages; may be <see langword="null"/>.</param>
    /// <param name="asked">The options of the caller before cross-validation chose, or <see langword="null"/> where it is <paramref name="options"/>.</param>
    public FitRunner(
        LogisticRegression options,
        ColumnRoles roles,
        Table table,
        IReadOnlyList<string> missingValues,
        bool ownsTable,
        Func<long, long>? findLine,
        string? source,
        LogisticRegression? asked = null)
    {
        _options = options;
        _asked = asked ?? options;
        _roles = roles;
        _table = table;
        _missingValues = missingValues;
        _ownsTable = ownsTable;
        _filter = new RowFilter(table, findLine, source);
        _findLine = findLine;
        _source = source;
    }

    /// <exception cref="LogRegException">No model can be fitted to the data.</exception>
    /// <exception cref="OperationCanceledException">The operation was cancelled.</exception>
    public LogisticFit Run(IProgress<TrainingProgress>? progress, CancellationToken cancellationToken)
    {
        TrainingRows rows = TrainingRows.Choose(_table, _roles, _options, _filter, _source);
        cancellationToken.ThrowIfCancellationRequested();
        if (!CrossValidationRunner.IsNeeded(_options))
        {
            return Run(rows, progress, cancellationToken);
        }

        // The table is whole until the chosen model is fitted.
        CrossValidationOutcome outcome = new CrossValidationRunner(_options, _roles, _table, rows, _findLine, _source).Run(progress, cancellationToken);
        var chosen = new FitRunner(outcome.Options, _roles, _table, _missingValues, _ownsTable, _findLine, _source, _options) { Validation = outcome };
        return chosen.Run(rows, progress, cancellationToken);
    }

    private LogisticFit Run(TrainingRows rows, IProgress<TrainingProgress>? progress, CancellationToken cancellationToken)
    {
        var encoder = new RowEncoder(_options, _roles, _table, _source);
        int classCount = rows.Target.Classes.Count;
        FeatureFit features = encoder.FitFeatures(rows.Training, _options.ThreadCount);
        FitFindings findings = IsPlain
            ? LevelCheck.LevelsWithoutAllClasses(_table, features, rows.Training, rows.Target.Classes.Count)
            : FitFindings.None;

        MissingSummary? missing = MissingDecision.Complete(_options, rows.Missing, _table, _filter, features, rows.Training.Selection);
        var layout = features.Layout;
        ClusterCodes? clusters = ReadClusters(rows);

        IReadOnlyList<DataFinding> dataFindings = FindInData(rows, features);

        // The test rows come first: afterwards the table may be spoilt.
        ClassificationData? testData = rows.Test is null ? null : encoder.Encode(features, rows.Test, classCount, _table.Storage, _options.ThreadCount);
        ClassificationData? watchedData = rows.Watched is null ? null : encoder.Encode(features, rows.Watched, classCount, _table.Storage, _options.ThreadCount);
        ClassificationData trainingData = encoder.Encode(features, rows.Training, classCount, _ownsTable ? null : _table.Storage, _options.ThreadCount);
        cancellationToken.ThrowIfCancellationRequested();

        // What is fitted may weigh classes otherwise than what is judged.
        var balance = ClassBalance.Create(_options, rows.Target, rows.Training, _source);
        ClassificationData rowData = trainingData;
        ClassificationData fittingData = balance.ForFitting(trainingData);
        trainingData = balance.ForJudging(trainingData);
        testData = testData is null ? null : balance.ForJudging(testData);

        watchedData = watchedData is null ? null : balance.ForFitting(watchedData);
        var problem = TrainingProblem.Create(_options, fittingData, layout, rows.Target, _source, watchedData);
        IObjective objective = problem.Objective;
        ISolver solver = problem.Solver;
        IProgress<IterationProgress>? iterations =
            progress is null ? null : new ForwardedProgress<IterationProgress>(report => progress.Report(new(null, report)));
        StartingPoint start = StartingPoint.Of(_options, _table, features.Layout.Features, layout, rows.Target, objective.ParameterCount / layout.Count, _source);
        start.MoveToFit(balance, layout.Count, classCount);
        start = start.AtOffsets(fittingData, _options.ThreadCount, cancellationToken);
        IReadOnlyList<PathStep> path = _options.LambdaChoice == LambdaChoice.Path
            ? new PathRunner(_options, layout).Run(fittingData, start.Parameters, progress, cancellationToken)
            : [];
        start = path.Count > 0 ? start : start.OrSampled(_options, problem, fittingData, cancellationToken);
        SolverResult solved = path.Count > 0
            ? path[^1].Result with { Parameters = path[^1].ToArray() }
            : start.Solve(problem, iterations, cancellationToken);
        TrainingProblem.RequireFinite(solved, _source);
        if (problem.Firth is FirthRefits firth && !_options.SkipInference)
        {
            solved = firth.Settle(solved, from => solver.Minimize(objective, from, problem.SolverOptions, iterations, cancellationToken), layout, _options);
        }

        var examiner = new FitExaminer(_options, features.Layout, fittingData, cancellationToken) { BaseClass = TargetRules.BaseOf(_options, rows.Target) };
        LogisticRegression decided = path.Count > 0 ? _options with { LambdaChoice = LambdaChoice.Given, Lambda = path[^1].Lambda } : _options;
        FittedObjective examined = Examine(examiner, objective, solved, fittingData, cancellationToken) with
        {
            RowWeights = rowData.Weights,
            PriorShift = balance.PriorShift,
            Firth = problem.Firth,
        };
        FittedObjective fitted = examiner.Judge(examined, balance, trainingData);
        var scorer = new DesignScorer(rows.Target, fitted.Parameters, _options.Threshold, _options.ThreadCount);
        double[] logOdds = rows.Target.IsBinary ? scorer.LogOdds(trainingData, equation: 0) : [];

        // Ranking the log-odds is work for one thread, or two; what follows has work for the others.
        Task<ClassificationMetrics> scoring = rows.Target.IsBinary && _options.ThreadCount > 1
            ? Task.Run(() => scorer.Score(trainingData, logOdds), CancellationToken.None)
            : Task.FromResult(rows.Target.IsBinary ? scorer.Score(trainingData, logOdds) : scorer.Score(trainingData));
        double nullLogLikelihood = NullModel.LogLikelihood(trainingData, NullModel.LogLoss(trainingData), _options.ThreadCount, cancellationToken);
        double fittedNull = balance.IsNeutral ? nullLogLikelihood : NullModel.LogLikelihood(fittingData, NullModel.LogLoss(fittingData), _options.ThreadCount, cancellationToken);
        if (IsPlain && fitted.Result.Termination != TerminationReason.MaximumIterations
            && examined.LogLikelihood < fittedNull - (WorseShare * Math.Abs(fittedNull)))
        {
            fitted = fitted with { IsWorseThanNull = true, Result = fitted.Result with { Termination = TerminationReason.Divergence } };
        }

        RegularizationPath? described = path.Count == 0
            ? null
            : new PathRunner(_options, layout).Describe(path, balance, -fittedNull / fittingData.WeightSum);
        SolverResult result = fitted.Result;
        string? inferenceNote = InferenceNote(result, balance);

        // Inference is about the fit; what is added to the intercept afterwards moves it and its test, no more.
        var inferenceRunner = new InferenceRunner(_options, rows.Target, layout, examined with { Coefficients = fitted.Coefficients }, progress, cancellationToken);
        ModelInference? inference =
            inferenceNote is null ? inferenceRunner.Run(fittedNull, logOdds, clusters)
            : fitted.Separation == SeparationKind.Complete ? inferenceRunner.OfSeparatedClasses(fittedNull)
            : null;
        if (inference is not null && balance.ChangesFit)
        {
            inference = inference.UnderClassWeights(fitted.LogLikelihood, nullLogLikelihood);
        }

        ClassificationMetrics training = scoring.GetAwaiter().GetResult();
        bool isProved = fitted.Separation != SeparationKind.Undetermined;
        findings = findings with { Classes = inference?.Separation.Classes is { Count: > 0 } proved ? proved : IsPlain && !isProved ? scorer.SeparatedClasses(trainingData) : [] };
        IReadOnlyList<FitWarning> warnings = new FitWarnings(fitted, solver.Kind, layout, rows.Target, findings, inference) { Options = _asked }.All();
        warnings =
        [
            .. LossWarnings.Of(dataFindings, features.LeftOut, _options.CategoricalColumns),
            .. warnings,
            .. inferenceNote is null ? ImputationWarning.Of(missing, features) : [],
            .. ConvergenceWarnings.OfPath(described),
            .. Validation?.Warnings ?? [],
        ];
        TrainingDataSummary data = Summarise(rows, features, missing);
        return new LogisticFit
        {
            Model = CreateModel(decided, data, rows.Target, features, fitted, solver.Kind, training, warnings, inference, balance, described),
            Data = data,
            Solver = solver.Kind,
            Termination = result.Termination,
            Iterations = result.Iterations,
            FinishingIterations = result.FinishingIterations,
            GradientNorm = result.GradientNorm,
            History = result.History,
            Objective = result.Evaluation.Value,
            ObjectiveDescription = ObjectiveText.Describe(decided, rows.Target),
            LogLikelihood = fitted.LogLikelihood,
            NullLogLikelihood = nullLogLikelihood,
            InferenceNote = inferenceNote,
            SeparatedClasses = findings.Classes,
            Start = start.Summary,
            SampleRows = start.SampleRows,
            Training = training,
            Test = testData is null ? null : scorer.ScoreNew(testData),
            RowUses = rows.Uses,
            Findings = dataFindings,
            Warnings = warnings,
        };
    }

    // What is proved to have a maximum is worth all the digits that it has.
    private FittedObjective Examine(
        FitExaminer examiner, IObjective objective, SolverResult solved, ClassificationData data, CancellationToken cancellationToken)
    {
        FittedObjective examined = examiner.Examine(objective, solved);
        bool mayHaveMaximum = IsPlain && examined.Separation is SeparationKind.None or SeparationKind.Undetermined && (examined.FreeDirections.Count == 0 || !_options.SkipInference);
        bool IsDependenceExact() => solved.DependentParameters.Count == 0
            || new DependenceCheck(data).AreExact(new InformationMatrix(objective, data.WeightSum, solved.Parameters, cancellationToken));
        if (!mayHaveMaximum || solved.Parameters.Length > InferenceRunner.MostCoefficients || !ExtendedNewton.IsNeeded(solved, IsDependenceExact))
        {
            return examined;
        }

        FittedObjective refined = examiner.Examine(objective, new ExtendedNewton(new ExtendedLikelihood(data, _options.ThreadCount), objective, cancellationToken).Refine(solved));

        // What rounding hid may be a maximum after all; if it is not proved to be one, what the first arithmetic saw on the move stands.
        return examined.FreeDirections.Count == 0 || refined.Separation == SeparationKind.None ? refined : examined;
    }

    private DataFinding[] FindInData(TrainingRows rows, FeatureFit features)
    {
        var input = new CheckInput(
            _table, features, rows.Training.Selection, rows.Training.Classes, rows.Target.Classes.Count, _options.ThreadCount)
        {
            NumericColumns = _options.NumericColumns,
            References = _options.References,
            HasInference = _options.MayShowStandardErrors,
            SampleSize = Math.Clamp(MostSampledCells / features.Layout.Features.Count, FewestSampledRows, MostSampledRows),
        };
        DataFinding[] ofReading = [.. ReadingFindings.Of(ReadingRules.Settle(_table, _roles), features.LeftOut)];
        return
        [
            .. _table.Origin?.Names is IReadOnlyList<string> names && HeaderCheck.Find(names, _table.Columns) is DataFinding header ? [header] : Array.Empty<DataFinding>(),
            .. TargetDoubt.Find(_table, _roles, rows.Target) is DataFinding doubt ? [doubt] : Array.Empty<DataFinding>(),
            .. ReadingFindings.Join(ofReading, FeatureChecks.Run(input).Findings),
            .. TargetCheck.Find(rows.Target.Name, rows.Target.Classes, rows.CountClasses(), features.Layout.Count - 1)
                .Where(finding => IsPlain || finding.Kind is not (FindingKind.FewEvents or FindingKind.TooManyCoefficients)),
        ];
    }

    // Maximum likelihood, which may have no answer.
    private bool IsPlain => !_options.IsBiased && !_options.Firth;

    private ClusterCodes? ReadClusters(TrainingRows rows)
    {
        if (_roles.Cluster is null)
        {
            return null;
        }

        var clusters = ClusterCodes.Read(_table, _roles.Cluster, rows.Training.Selection, _findLine, _source);
        clusters.RequireSeveral(_source);
        return clusters;
    }

    private string? InferenceNote(SolverResult result, ClassBalance balance) =>
        _options.SkipInference ? "not requested"
        : _options.Penalty != PenaltyKind.None ? "with a penalty, standard errors and p-values would not be valid"
        : _options.IsBiased ? "with bounds, standard errors and p-values would not be valid"
        : result.Parameters.Length > InferenceRunner.MostCoefficients ? string.Create(
            CultureInfo.InvariantCulture, $"there are {result.Parameters.Length:N0} coefficients, more than the limit of {InferenceRunner.MostCoefficients:N0}")
        : result.Termination switch
        {
            TerminationReason.Gradient or TerminationReason.Precision => balance.ChangesFit && _options.StandardErrors == StandardErrorKind.Model
                ? "with class weights, model-based standard errors and p-values would not be valid; use --standard-errors robust"
                : null,
            TerminationReason.Separation => "the classes are completely separated, so no coefficient has a finite estimate",
            TerminationReason.EarlyStopping => "the solver stopped short of the maximum of the likelihood, so standard errors and p-values would not be valid",
            TerminationReason.Statistical => "the coefficients are within the sampling error of the estimates, which is not accurate enough for standard errors and tests; use --solver newton",
            _ => "the solver did not converge",
        };

    private LogisticModel CreateModel(
        LogisticRegression decided,
        TrainingDataSummary data,
        TargetDescription target,
        FeatureFit features,
        FittedObjective fitted,
        SolverKind solver,
        ClassificationMetrics training,
        IReadOnlyList<FitWarning> warnings,
        ModelInference? inference,
        ClassBalance balance,
        RegularizationPath? path)
    {
        SolverResult result = fitted.Result;
        TrainingSummary summary = TrainingSummaries.Of(decided, data, solver, result, balance, fitted.Classes, training, warnings);
        return new LogisticModel(
            target, features.Layout.Features, fitted.Equations, _options.Threshold, summary, fitted.Classes.Base)
        {
            OffsetColumn = _roles.Offset,
            MissingValues = _missingValues,
            Inference = inference,
            Path = path,
            Validation = Validation?.Of(result.Parameters, features.Layout.Count),
        };
    }

    private TrainingDataSummary Summarise(TrainingRows rows, FeatureFit features, MissingSummary? missing) =>
        new()
        {
            RowsRead = _table.RowCount,
            TrainingRows = rows.Training.Selection.Count,
            TestRows = rows.Test?.Selection.Count ?? 0,
            WatchedRows = rows.Watched?.Selection.Count ?? 0,
            RowsWithoutTarget = rows.WithoutTarget,
            RowsWithMissingCells = rows.WithMissingCells,
            Missing = missing,
            CellsOfDroppedRows = rows.CellsOfDroppedRows,
            RowsOfWeightZero = rows.OfWeightZero,
            TargetChoice = _roles.TargetChoice,
            ClassCounts = rows.CountClasses(),
            MissingCells = features.MissingCells,
            LeftOut = features.LeftOut,
        };
}
