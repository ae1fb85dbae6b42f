using LogReg.Checking;
using LogReg.Data;
using LogReg.Evaluation;
using LogReg.Objectives;
using LogReg.Solvers;
using LogReg.Terms;

namespace LogReg.Estimation;

/// <summary>Fits a model to any source without ever having more than a window of it in memory, in stages: scan, summary, solution and
/// evaluation; the outcome becomes a fit.</summary>
internal sealed class StreamFitRunner
{
    private static OptionText InferenceNote =>
        $"a fit of a stream ends within the sampling error of the estimates, which is not accurate enough for standard errors and "
            + $"tests; use {Option.Solver.Is(SolverKind.Newton)} without {Option.Stream}";

    private readonly FitPlan _plan;
    private readonly ColumnRoles _roles;
    private readonly DataSource _source;
    private readonly IProgress<ReadProgress>? _reading;
    private readonly IProgress<IterationProgress>? _iterations;

    /// <param name="plan">The plan of the fit.</param>
    /// <param name="roles">The roles of the columns.</param>
    /// <param name="source">The data, which can be read again.</param>
    /// <param name="progress">Receives progress during each pass over the data and after each epoch; may be <see langword="null"/>.</param>
    public StreamFitRunner(FitPlan plan, ColumnRoles roles, DataSource source, IProgress<TrainingProgress>? progress)
    {
        _plan = plan;
        _roles = roles;
        _source = source;
        _reading = progress is null ? null : new ForwardedProgress<ReadProgress>(report => progress.Report(new(report, null)));
        _iterations = progress is null ? null : new ForwardedProgress<IterationProgress>(report => progress.Report(new(null, report)));
    }

    /// <summary>Reads the data for their kinds and levels, then for their statistics, then twice an epoch, then to evaluate the
    /// result.</summary>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <exception cref="LogRegException">No model can be fitted to the data.</exception>
    /// <exception cref="InvalidOperationException">The source can be read once only.</exception>
    /// <exception cref="OperationCanceledException">The operation was cancelled.</exception>
    public FitOutcome Run(CancellationToken cancellationToken)
    {
        RequiredCapabilities.Of(_plan).Require(_plan.Objectives);
        _source.RequireReadAgain();
        var scan = StreamScan.Run(_plan, _roles, _source, _reading, cancellationToken);
        var rows = new StreamRows(_plan, scan.Roles, _source, scan.Requests, _reading);
        var summary = StreamSummary.Read(_plan, rows, scan, _source.Name, cancellationToken);
        var balance = ClassBalance.Create(_plan, summary.Target, summary.ClassesAsRows, _source.Name);
        SolverResult result = Solve(rows, summary, balance, cancellationToken);
        double[] parameters = [.. result.Parameters];
        balance.Correct(parameters, summary.Features.Layout.Count);
        ClassificationMetrics training = new StreamEvaluation(
            _plan, summary.Target, summary.Rows, token => rows.ReadTraining(summary, token).Select(balance.ForEvaluation))
            .Of(parameters, hasOffset: _roles.Offset is not null, cancellationToken);
        TrainingDataSummary data = Summarise(summary, scan);
        DataFinding[] findings = [.. scan.Findings(data.LeftOut), .. DoubtTarget(scan, summary.Target, cancellationToken)];
        return Outcome(summary, balance, result, parameters, training, data, findings);
    }

    private SolverResult Solve(StreamRows rows, StreamSummary summary, ClassBalance balance, CancellationToken cancellationToken)
    {
        double weightSum = summary.ClassWeights.Select((weight, code) => weight * balance.FittingFactors[code]).Sum();
        var size = new StreamSize(
            summary.Rows,
            weightSum,
            TrainingProblem.SampleSize(_plan, summary.Rows, summary.ClassWeights.Sum()),
            summary.ClassWeights.Length,
            summary.Features.Layout.Count);
        StreamObjective objective = _plan.Objectives.Streamed(
            token => rows.ReadTraining(summary, token).Select(balance.ForFitting),
            size,
            PenaltyBuilder.Smooth(_plan, summary.Features.Layout),
            _plan.Seed);
        var solver = new StochasticGradientSolver(objective, _plan.StochasticGradient.BatchSize);
        SolverResult result = solver.Minimize(
            objective,
            new double[objective.ParameterCount],
            TrainingProblem.CreateSolverOptions(_plan, solver),
            _iterations,
            cancellationToken);
        TrainingProblem.RequireFinite(result, _source.Name);
        return result;
    }

    // One more reading, which ends as soon as no column can have two values, and only where nobody named the target.
    private IEnumerable<DataFinding> DoubtTarget(StreamScan scan, TargetDescription target, CancellationToken cancellationToken)
    {
        ColumnInfo[] columns = [.. scan.Requests.Select(request => new ColumnInfo(request.Name, request.Kind, request.KnownLevels))];
        var rules = new ChunkRules(SkipsRepeatedHeaders: true) { Target = _roles.Target };
        return TargetDoubt.Find(
            columns, () => _source.ReadChunks(scan.Requests, rules, _reading, cancellationToken), scan.Roles, target) is DataFinding doubt
                ? [doubt]
                : [];
    }

    private FitOutcome Outcome(
        StreamSummary summary,
        ClassBalance balance,
        SolverResult result,
        double[] parameters,
        ClassificationMetrics training,
        TrainingDataSummary data,
        DataFinding[] findings)
    {
        TermLayout layout = summary.Features.Layout;
        var classes =
            new ClassEquations(
                summary.Target.Classes.Count, parameters.Length / layout.Count, TargetRules.BaseOf(_plan, summary.Target) ?? 0);
        double weightSum = training.ConfusionMatrix.Total;
        return new FitOutcome
        {
            Plan = _plan,
            Offset = _roles.Offset,
            MissingValues = _source.MissingValues,
            Target = summary.Target,
            Layout = layout,
            Data = data,
            Balance = balance,
            Solver = SolverKind.StochasticGradient,
            Result = result,
            Classes = classes,
            Equations = OriginalScale.Equations(layout, classes.Shown(parameters, layout.Count)),
            Training = training,
            LogLikelihood = -training.LogLoss * weightSum,
            NullLogLikelihood = -training.NullLogLoss * weightSum,
            InferenceNote = _plan.SkipInference ? "not requested" : InferenceNote,
            Findings = findings,
            Warnings =
            [
                .. LossWarnings.Of(findings, data.LeftOut, _plan.CategoricalColumns, hasFormula: false),
                .. ConvergenceWarnings.Of(result, SolverKind.StochasticGradient, summary.Target, _plan),
            ],
        };
    }

    private TrainingDataSummary Summarise(StreamSummary summary, StreamScan scan)
    {
        TargetDescription target = summary.Target;
        IEnumerable<LeftOutColumn> identifiers =
            scan.Identifiers.Select(name => new LeftOutColumn(name, LeftOutReason.Identifier, KindScanResult.MostLevels + 1));
        return new TrainingDataSummary
        {
            RowsRead = summary.RowsRead,
            TrainingRows = summary.Rows,
            TestRows = 0,
            RowsWithoutTarget = summary.WithoutTarget,
            RowsWithMissingCells = summary.WithMissingCells,
            Missing = MissingDecision.OfStream(_plan, summary.Features, summary.Rows, summary.WithMissingCells),
            RowsOfWeightZero = summary.OfWeightZero,
            TargetChoice = _roles.TargetChoice,
            ClassCounts = target.IsBinary && target.PositiveIndex == 0
                ? [summary.ClassRows[1], summary.ClassRows[0]]
                : [.. summary.ClassRows],
            MissingCells = summary.Features.MissingCells,
            LeftOut = [.. summary.Features.LeftOut, .. identifiers],
        };
    }
}
