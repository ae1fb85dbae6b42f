using System.Globalization;
using LogReg.Checking;
using LogReg.Data;
using LogReg.Evaluation;
using LogReg.Objectives;
using LogReg.Solvers;
using LogReg.Terms;

namespace LogReg.Estimation;

/// <summary>One fit from a file to a model that never has more than a window of the file in memory.</summary>
internal sealed class StreamFitRunner
{
    private const string InferenceNote =
        "a fit of a stream ends within the sampling error of the estimates, which is not accurate enough for standard errors and tests; use --solver newton without --stream";

    private readonly LogisticRegression _options;
    private readonly ColumnRoles _roles;
    private readonly CsvSource _source;
    private readonly IProgress<ReadProgress>? _reading;
    private readonly IProgress<IterationProgress>? _iterations;

    /// <param name="options">The options of the fit.</param>
    /// <param name="roles">The roles of the columns.</param>
    /// <param name="source">The file.</param>
    /// <param name="progress">Receives progress during each pass over the file and after each epoch; may be <see langword="null"/>.</param>
    public StreamFitRunner(LogisticRegression options, ColumnRoles roles, CsvSource source, IProgress<TrainingProgress>? progress)
    {
        _options = options;
        _roles = roles;
        _source = source;
        _reading = progress is null ? null : new ForwardedProgress<ReadProgress>(report => progress.Report(new(report, null)));
        _iterations = progress is null ? null : new ForwardedProgress<IterationProgress>(report => progress.Report(new(null, report)));
    }

    /// <summary>Reads the file for its kinds and levels, then for its statistics, then twice an epoch, then to judge the result.</summary>
    /// <exception cref="LogRegException">No model can be fitted to the data.</exception>
    /// <exception cref="InvalidOperationException">The source can be read once only.</exception>
    /// <exception cref="OperationCanceledException">The operation was cancelled.</exception>
    public LogisticFit Run(CancellationToken cancellationToken)
    {
        _source.RequireReadAgain();
        KindScanResult scan = KindScan.Run(_source, _roles.Requests(_options), _reading, cancellationToken);
        IReadOnlyList<ColumnRequest> scanned = scan.Requests;
        IReadOnlyList<ReadNote> notes = ReadingRules.Settle(scan.Notes, _source, scanned.First(request => request.Name == _roles.Target), _reading, cancellationToken);
        ReadNoteText.ThrowIfStray(notes, _source.Name);
        string[] tooMany = [.. scanned.Where(request => request.Kind == ColumnKind.Categorical && request.KnownLevels is null).Select(request => request.Name)];
        RefuseTooManyLevels(tooMany);
        ColumnRequest[] requests = [.. scanned.Where(request => !tooMany.Contains(request.Name))];
        ColumnRoles roles = _roles with { Features = [.. _roles.Features.Except(tooMany)] };
        var rows = new StreamRows(_options, roles, _source, requests, _reading);
        StreamSummary summary = StreamSummary.Read(
            rows, requests, roles, _options, RowEncoder.OptionsOf(_options, _options.ThreadCount, _source.Name), _source.Name, cancellationToken);
        var layout = summary.Features.Layout;
        var balance = ClassBalance.Create(_options, summary.Target, summary.ClassesAsRows, _source.Name);
        double weightSum = summary.ClassWeights.Select((weight, code) => weight * balance.FittingFactors[code]).Sum();
        var size = new StreamSize(
            summary.Rows, weightSum, TrainingProblem.SampleSize(_options, summary.Rows, summary.ClassWeights.Sum()), summary.ClassWeights.Length, layout.Count);
        Penalty penalty = PenaltyBuilder.Smooth(_options, layout);
        var objective = new StreamObjective(
            token => rows.ReadTraining(summary, token).Select(balance.ForFitting), size, penalty, _options.Seed, _options.ThreadCount);
        var solver = new StochasticGradientSolver(_options.StochasticGradient.BatchSize);
        SolverResult result = solver.Minimize(
            objective, new double[objective.ParameterCount], TrainingProblem.CreateSolverOptions(_options, solver), _iterations, cancellationToken);
        TrainingProblem.RequireFinite(result, _source.Name);
        double[] parameters = [.. result.Parameters];
        balance.Correct(parameters, layout.Count);
        ClassificationMetrics training = WithBaseline(Judge(rows, summary, balance, parameters, cancellationToken), rows, summary, balance, cancellationToken);
        TrainingDataSummary data = Summarise(summary, tooMany);
        double judgedWeight = training.ConfusionMatrix.Total;
        DataFinding[] findings = [.. Findings(scan, notes, data.LeftOut), .. DoubtTarget(requests, roles, summary.Target, cancellationToken)];
        FitWarning[] warnings = [.. LossWarnings.Of(findings, data.LeftOut, _options.CategoricalColumns), .. ConvergenceWarnings.Of(result, solver.Kind, summary.Target, _options)];
        var classes = new ClassEquations(summary.Target.Classes.Count, parameters.Length / layout.Count, TargetRules.BaseOf(_options, summary.Target) ?? 0);
        return new LogisticFit
        {
            Model = CreateModel(
                summary, classes.Shown(parameters, layout.Count), TrainingSummaries.Of(_options, data, solver.Kind, result, balance, classes, training, warnings), classes.Base),
            Data = data,
            Solver = solver.Kind,
            Termination = result.Termination,
            Iterations = result.Iterations,
            GradientNorm = result.GradientNorm,
            History = result.History,
            Objective = result.Evaluation.Value,
            ObjectiveDescription = ObjectiveText.Describe(_options, summary.Target),
            LogLikelihood = -training.LogLoss * judgedWeight,
            NullLogLikelihood = -training.NullLogLoss * judgedWeight,
            InferenceNote = _options.SkipInference ? "not requested" : InferenceNote,
            Training = training,
            Test = null,
            Findings = findings,
            Warnings = warnings,
        };
    }

    // A column of too many levels has none here, and no name that could be one of them.
    private IEnumerable<DataFinding> Findings(KindScanResult scan, IReadOnlyList<ReadNote> notes, IReadOnlyList<LeftOutColumn> leftOut)
    {
        ColumnInfo[] columns = [.. scan.Requests.Select(request => new ColumnInfo(request.Name, request.Kind, request.KnownLevels ?? LevelTable.Of([])))];
        IEnumerable<DataFinding> ofColumns = columns
            .Where(column => column.Kind == ColumnKind.Categorical && column.Name != _roles.Target)
            .Select(column => TextCheck.Find(column.Name, column.Levels!, isInMemory: false, leftOut.Any(one => one.Name == column.Name)))
            .OfType<DataFinding>();
        IEnumerable<DataFinding> all = ReadingFindings.Join([.. ReadingFindings.Of(notes, leftOut)], [.. ofColumns]);
        return _source.Options.HasHeader && HeaderCheck.Find(scan.Names, columns) is DataFinding header ? all.Prepend(header) : all;
    }

    // One more reading, which ends as soon as no column can have two values, and only where nobody named the target.
    private IEnumerable<DataFinding> DoubtTarget(ColumnRequest[] requests, ColumnRoles roles, TargetDescription target, CancellationToken cancellationToken)
    {
        ColumnInfo[] columns = [.. requests.Select(request => new ColumnInfo(request.Name, request.Kind, request.KnownLevels))];
        var rules = new ChunkRules(SkipsRepeatedHeaders: true) { Target = roles.Target };
        return TargetDoubt.Find(columns, () => _source.ReadChunks(requests, rules, _reading, cancellationToken), roles, target) is DataFinding doubt ? [doubt] : [];
    }

    private void RefuseTooManyLevels(string[] columns)
    {
        string? forced = columns.FirstOrDefault(name => name == _roles.Target || _options.Features?.Contains(name) == true);
        if (forced is not null)
        {
            throw new DataException(
                string.Create(CultureInfo.InvariantCulture, $"the column has more than {KindScan.MostLevels:N0} different texts, too many for a stream"),
                _source.Name,
                column: forced,
                hint: forced == _roles.Target ? "choose another --target" : "leave it out of --features");
        }

        if (columns.Length == _roles.Features.Count)
        {
            throw new DataException("no feature is left: every column has too many different texts for a stream", _source.Name, hint: "add columns that vary less");
        }
    }

    private ClassificationMetrics Judge(StreamRows rows, StreamSummary summary, ClassBalance balance, double[] parameters, CancellationToken cancellationToken)
    {
        TargetDescription target = summary.Target;
        var scorer = new DesignScorer(target, parameters, _options.Threshold, _options.ThreadCount);
        var metrics = new StreamMetrics(target.IsBinary ? [target.Negative!, target.Positive!] : target.Classes, _options.Threshold);
        foreach (ClassificationData window in rows.ReadTraining(summary, cancellationToken).Select(balance.ForJudging))
        {
            if (target.IsBinary)
            {
                metrics.AddBinary(scorer.LogOdds(window, equation: 0), window.Classes, window.Weights);
            }
            else
            {
                metrics.AddMulticlass(scorer.LogProbabilities(window), window.Classes, window.Weights);
            }
        }

        return metrics.Result();
    }

    // Without offsets the intercept-only model predicts the classes' shares; with them its intercept has to be found, which takes some more readings.
    private ClassificationMetrics WithBaseline(
        ClassificationMetrics training, StreamRows rows, StreamSummary summary, ClassBalance balance, CancellationToken cancellationToken)
    {
        if (_roles.Offset is null)
        {
            return training;
        }

        double weightSum = training.ConfusionMatrix.Total;
        var objective = new StreamObjective(
            token => rows.ReadTraining(summary, token).Select(balance.ForJudging).Select(NullModel.WithoutFeatures),
            new StreamSize(summary.Rows, weightSum, weightSum, ClassCount: 2, EquationLength: 1),
            Penalty.None,
            _options.Seed,
            _options.ThreadCount);
        double intercept = NullModel.Intercept(objective, cancellationToken);
        var metrics = new StreamMetrics([summary.Target.Negative!, summary.Target.Positive!], threshold: 0.5);
        foreach (ClassificationData window in rows.ReadTraining(summary, cancellationToken).Select(balance.ForJudging))
        {
            metrics.AddBinary(Array.ConvertAll(window.Offsets!, offset => offset + intercept), window.Classes, window.Weights);
        }

        return training with { Binary = training.Binary! with { Baseline = BaselineMetrics.Of(metrics.Result().Binary!) } };
    }

    private LogisticModel CreateModel(StreamSummary summary, double[] parameters, TrainingSummary training, int baseClass)
    {
        TermLayout layout = summary.Features.Layout;
        return new LogisticModel(summary.Target, layout.Features, OriginalScale.Equations(layout, parameters), _options.Threshold, training, baseClass)
        {
            OffsetColumn = _roles.Offset,
            MissingValues = _source.Options.MissingValues,
        };
    }

    private TrainingDataSummary Summarise(StreamSummary summary, string[] tooMany)
    {
        TargetDescription target = summary.Target;
        LeftOutColumn[] identifiers = [.. tooMany.Select(name => new LeftOutColumn(name, LeftOutReason.Identifier, KindScan.MostLevels + 1))];
        return new TrainingDataSummary
        {
            RowsRead = summary.RowsRead,
            TrainingRows = summary.Rows,
            TestRows = 0,
            RowsWithoutTarget = summary.WithoutTarget,
            RowsWithMissingCells = summary.WithMissingCells,
            Missing = MissingDecision.OfStream(_options, summary),
            RowsOfWeightZero = summary.OfWeightZero,
            TargetChoice = _roles.TargetChoice,
            ClassCounts = target.IsBinary && target.PositiveIndex == 0 ? [.. summary.ClassRows.Reverse()] : summary.ClassRows,
            MissingCells = summary.Features.MissingCells,
            LeftOut = [.. summary.Features.LeftOut, .. identifiers],
        };
    }
}
