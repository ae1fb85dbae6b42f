using System.Globalization;
using LogReg.Data;
using LogReg.Solvers;

namespace LogReg.Estimation;

/// <summary>Fits a model to a table, in stages: the rows are chosen, encoded, solved and assessed, and the outcome becomes a fit.</summary>
internal sealed class FitRunner
{
    private readonly FitPlan _plan;
    private readonly TrainingInput _input;

    /// <param name="plan">The plan of the fit.</param>
    /// <param name="input">The data.</param>
    public FitRunner(FitPlan plan, TrainingInput input)
    {
        _plan = input.Table.Shares is { Collective.Size: > 1 } ? plan.ForSeveralProcesses() : plan;
        _input = input.WithDates().WithWords(plan.Threads);
    }

    /// <summary>Fits the model, after cross-validation has made the choices that the plan leaves to it.</summary>
    /// <param name="progress">Receives progress after each iteration and each fit; may be <see langword="null"/>.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <exception cref="LogRegException">No model can be fitted to the data.</exception>
    /// <exception cref="OperationCanceledException">The operation was cancelled.</exception>
    public FitOutcome Run(IProgress<TrainingProgress>? progress, CancellationToken cancellationToken)
    {
        RequiredCapabilities.Of(_plan).Require(_plan.Objectives);
        RequireRoomForUses(_plan, _input.Table);
        TrainingRows rows = TrainingRows.Choose(_plan, _input);
        cancellationToken.ThrowIfCancellationRequested();

        // The folds need the table as it is; the fit of all rows, which comes last, may overwrite it.
        CrossValidationOutcome? validation = _plan.NeedsCrossValidation
            ? new CrossValidationRunner(_plan, _input, rows).Run(progress, cancellationToken)
            : null;
        FitPlan plan = validation?.Plan ?? _plan;
        var sampled = SampledCells.Take(_input, rows, plan.Threads);
        var encoded = EncodedRows.Encode(plan, _input, rows, cancellationToken);
        FitOutcome outcome = Fit(plan, rows, encoded, validation, progress, cancellationToken);
        return outcome with
        {
            Shares = sampled is null ? null : Shares(sampled, outcome, encoded, outcome.Result.Parameters),
        };
    }

    /// <summary>The stages after encoding: solves and assesses.</summary>
    /// <param name="plan">The plan with what cross-validation has chosen.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="encoded">The rows as design matrices.</param>
    /// <param name="validation">The cross-validation, or <see langword="null"/>.</param>
    /// <param name="progress">Receives progress after each iteration and each fit; may be <see langword="null"/>.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <exception cref="LogRegException">No model can be fitted to the data.</exception>
    /// <exception cref="OperationCanceledException">The operation was cancelled.</exception>
    public FitOutcome Fit(
        FitPlan plan,
        TrainingRows rows,
        EncodedRows encoded,
        CrossValidationOutcome? validation,
        IProgress<TrainingProgress>? progress,
        CancellationToken cancellationToken)
    {
        var solution = Solution.Find(plan, _input, encoded, progress, cancellationToken);
        FitAssessment assessment = new FitAssessor(plan, encoded, solution, progress, cancellationToken).Assess();
        return Outcome(rows, encoded, solution, assessment, validation) with
        {
            Importance = !encoded.Layout.HasOwnTerms && !encoded.Layout.HasSparseTerms
                ? []
                : new ContributionSpread(encoded, plan.Threads).Of(
                    assessment.Fitted.Equations, encoded.Target.Classes.Count, cancellationToken),
        };
    }

    /// <summary>Refuses to gather the uses of more rows than an array has room for, before any work is done for it.</summary>
    /// <param name="plan">The plan of the fit.</param>
    /// <param name="table">The data.</param>
    /// <exception cref="DataException">There are more.</exception>
    internal static void RequireRoomForUses(FitPlan plan, Table table)
    {
        if (plan.GathersRowUses && table.Shares is not null && table.RowCount > Array.MaxLength)
        {
            throw new DataException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"a report made during training needs to know how each of the {table.RowCount:N0} rows was used, and one process has "
                        + $"room for {Array.MaxLength:N0}"),
                hint: "train without a report, and make it from the model file afterwards");
        }
    }

    private TrainingShares Shares(SampledCells sampled, FitOutcome outcome, EncodedRows encoded, double[] parameters)
    {
        ModelContent model = outcome.ToModel();
        return sampled.Count(encoded.Layout, encoded.Target, model.EquationOf, _input.Roles.Offset, () => new SampledScores(
            new DesignScorer(encoded.Target, parameters, _plan.Threshold, _plan.Threads).Scores(encoded.Training),
            encoded.Training.Classes,
            encoded.Target.ScoredClasses.Count,
            encoded.Training.Parts));
    }

    private FitOutcome Outcome(
        TrainingRows rows, EncodedRows encoded, Solution solution, FitAssessment assessment, CrossValidationOutcome? validation) => new()
        {
            Plan = solution.Plan,
            Offset = _input.Roles.Offset,
            MissingValues = _input.MissingValues,
            Target = encoded.Target,
            Layout = encoded.Layout,
            Data = Summarise(rows, encoded),
            Balance = encoded.Balance,
            Solver = solution.Problem.Solver.Kind,
            Result = assessment.Fitted.Result,
            Classes = assessment.Fitted.Classes,
            Equations = assessment.Fitted.Equations,
            Training = assessment.Training,
            Test = assessment.Test,
            LogLikelihood = assessment.Fitted.LogLikelihood,
            NullLogLikelihood = assessment.NullLogLikelihood,
            InferenceNote = assessment.InferenceNote,
            Inference = assessment.Inference,
            Path = assessment.Path,
            Validation = validation?.Of(assessment.Fitted.Parameters, encoded.Layout.Count),
            Findings = encoded.Findings,
            Warnings = Warnings(encoded, solution.Problem.Solver.Kind, assessment, validation),
            SeparatedClasses = assessment.Findings.Classes,
            Start = solution.Start,
            RowUses = _input.Table.Shares is null ? rows.Uses : _plan.GathersRowUses ? _input.Table.Rows.AtRoot(rows.Uses) : [],
        };

    // The caller's own plan: a warning must not name an option that cross-validation has set.
    private FitWarning[] Warnings(EncodedRows encoded, SolverKind solver, FitAssessment assessment, CrossValidationOutcome? validation) =>
    [
        .. LossWarnings.Of(encoded.Findings, encoded.Features.LeftOut, _plan.CategoricalColumns, _plan.Formula is not null),
        .. new FitWarnings(assessment.Fitted, solver, encoded.Layout, encoded.Target, assessment.Findings, assessment.Inference)
        {
            Plan = _plan,
        }.All(),
        .. assessment.InferenceNote is null ? ImputationWarning.Of(encoded.Missing, encoded.Features) : [],
        .. ConvergenceWarnings.OfPath(assessment.Path),
        .. validation?.Warnings ?? [],
    ];

    private TrainingDataSummary Summarise(TrainingRows rows, EncodedRows encoded) => new()
    {
        RowsRead = _input.Table.RowCount,
        TrainingRows = rows.Training.Selection.TotalCount,
        TestRows = rows.Test?.Selection.TotalCount ?? 0,
        WatchedRows = rows.Watched?.Selection.TotalCount ?? 0,
        RowsWithoutTarget = rows.WithoutTarget,
        RowsWithMissingCells = rows.WithMissingCells,
        Missing = encoded.Missing,
        CellsOfDroppedRows = rows.CellsOfDroppedRows,
        RowsOfWeightZero = rows.OfWeightZero,
        TargetChoice = _input.Roles.TargetChoice,
        ClassCounts = rows.CountClasses(),
        MissingCells = encoded.Features.MissingCells,
        LeftOut = encoded.Features.LeftOut,
    };
}
