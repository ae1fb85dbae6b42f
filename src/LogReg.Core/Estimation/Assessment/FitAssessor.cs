using System.Globalization;
using LogReg.Evaluation;
using LogReg.Inference;
using LogReg.Objectives;
using LogReg.Solvers;

namespace LogReg.Estimation;

/// <summary>Assesses a solution: whether it is an estimate, how well it fits, and how certain it is.</summary>
internal sealed class FitAssessor
{
    // What rounding may take from a likelihood.
    private const double WorseShare = 1e-7;

    private readonly FitPlan _plan;
    private readonly EncodedRows _rows;
    private readonly Solution _solution;
    private readonly IProgress<TrainingProgress>? _progress;
    private readonly CancellationToken _cancellationToken;

    /// <param name="plan">The plan of the fit.</param>
    /// <param name="rows">The encoded rows.</param>
    /// <param name="solution">The solution.</param>
    /// <param name="progress">Receives progress after each additional fit; may be <see langword="null"/>.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    public FitAssessor(
        FitPlan plan, EncodedRows rows, Solution solution, IProgress<TrainingProgress>? progress, CancellationToken cancellationToken)
    {
        _plan = plan;
        _rows = rows;
        _solution = solution;
        _progress = progress;
        _cancellationToken = cancellationToken;
    }

    private bool IsBinary => _rows.Target.IsBinary;

    /// <summary>Assesses the solution.</summary>
    /// <exception cref="LogRegException">There are too few observations for the standard errors.</exception>
    /// <exception cref="OperationCanceledException">The operation was cancelled.</exception>
    public FitAssessment Assess()
    {
        var analysis =
            new ExistenceAnalysis(_plan, _rows.Layout, _rows.Fitting, _cancellationToken)
            {
                BaseClass = TargetRules.BaseOf(_plan, _rows.Target),
            };
        FittedSolution maximum = Analyze(analysis) with
        {
            RowWeights = _rows.RowWeights,
            PriorShift = _rows.Balance.PriorShift,
            Firth = _solution.Problem.Firth,
        };
        FittedSolution fitted = analysis.ForEvaluation(maximum, _rows.Balance, _rows.Training);
        var scorer = new DesignScorer(_rows.Target, fitted.Parameters, _plan.Threshold, _plan.Threads);
        double[] logOdds = IsBinary ? scorer.LogOdds(_rows.Training, equation: 0) : [];
        Task<ClassificationMetrics> scoring = StartScoring(scorer, logOdds);
        double nullLogLikelihood = NullLogLikelihood(_rows.Training);
        double fittedNull = _rows.Balance.IsNeutral ? nullLogLikelihood : NullLogLikelihood(_rows.Fitting);
        fitted = IsWorseThanNull(maximum, fitted, fittedNull)
            ? fitted with { IsWorseThanNull = true, Result = fitted.Result with { Termination = TerminationReason.Divergence } }
            : fitted;
        OptionText? note = InferenceNote(fitted);
        ModelInference? inference =
            Infer(note, maximum with { Coefficients = fitted.Coefficients }, fitted, fittedNull, nullLogLikelihood, logOdds);
        return new FitAssessment
        {
            Fitted = fitted,
            Training = scoring.GetAwaiter().GetResult(),
            Test = _rows.Test is null ? null : scorer.ScoreNew(_rows.Test),
            NullLogLikelihood = nullLogLikelihood,
            InferenceNote = note,
            Inference = inference,
            Path = _solution.Path.Count == 0
                ? null
                : new PathRunner(_plan, _rows.Layout).Describe(_solution.Path, _rows.Balance, -fittedNull / _rows.Fitting.WeightSum),
            Findings = _rows.Levels with { Classes = SeparatedClasses(scorer, fitted, inference) },
        };
    }

    // A solution that is proved to be a maximum deserves all the digits that it has.
    private FittedSolution Analyze(ExistenceAnalysis analysis)
    {
        SolverResult solved = _solution.Result;
        IObjective objective = _solution.Problem.Objective;
        ClassificationData data = _rows.Fitting;
        FittedSolution first = analysis.Analyze(objective, solved);
        bool mayHaveMaximum = _plan.IsMaximumLikelihood && first.Separation is SeparationKind.None or SeparationKind.Undetermined
            && (first.FreeDirections.Count == 0 || !_plan.SkipInference);
        bool IsDependenceExact() => solved.DependentParameters.Count == 0
            || new DependenceCheck(data).AreExact(new InformationMatrix(objective, data.WeightSum, solved.Parameters, _cancellationToken));
        if (!mayHaveMaximum || solved.Parameters.Length > FitPlan.MostInferredCoefficients
            || !ExtendedNewton.IsNeeded(solved, IsDependenceExact))
        {
            return first;
        }

        // Where no inference follows, the ordinary solution serves if the passes have no more digits.
        if ((_plan.SkipInference || IsUnsettled(first)) && !_plan.Objectives.Offers(PassCapabilities.ExtendedPrecision))
        {
            return first;
        }

        var newton = new ExtendedNewton(_plan.ExtendedLikelihood(data), objective, _cancellationToken);
        FittedSolution refined = analysis.Analyze(objective, newton.Refine(solved));

        // What rounding hid may be a maximum after all; if it is not proved to be one, what the first arithmetic saw on the move stands.
        return first.FreeDirections.Count == 0 || refined.Separation == SeparationKind.None ? refined : first;
    }

    // Ranking the log-odds is work for one thread, or two; what follows has work for the others. Processes that share the rows do one thing
    // after the other.
    private Task<ClassificationMetrics> StartScoring(DesignScorer scorer, double[] logOdds) =>
        IsBinary && _plan.Threads > 1 && _rows.Training.Parts.Shares is null
        ? Task.Run(() => scorer.Score(_rows.Training, logOdds), CancellationToken.None)
        : Task.FromResult(IsBinary ? scorer.Score(_rows.Training, logOdds) : scorer.Score(_rows.Training));

    private double NullLogLikelihood(ClassificationData data) =>
        NullModel.LogLikelihood(data, NullModel.LogLoss(data), _plan.Objectives, _cancellationToken);

    private bool IsWorseThanNull(FittedSolution maximum, FittedSolution fitted, double nullLogLikelihood) =>
        _plan.IsMaximumLikelihood && fitted.Result.Termination != TerminationReason.MaximumIterations
        && maximum.LogLikelihood < nullLogLikelihood - (WorseShare * Math.Abs(nullLogLikelihood));

    // Inference is about the fit; what is added to the intercept afterwards moves it and its test, no more.
    private ModelInference? Infer(
        OptionText? note, FittedSolution maximum, FittedSolution fitted, double fittedNull, double nullLogLikelihood, double[] logOdds)
    {
        var runner = new InferenceRunner(_plan, _rows.Target, _rows.Layout, maximum, _progress, _cancellationToken);
        ModelInference? inference = note is null ? runner.Run(fittedNull, logOdds, _rows.Clusters)
            : fitted.Separation == SeparationKind.Complete ? runner.OfSeparatedClasses(fittedNull)
            : null;
        return _rows.Balance.ChangesFit ? inference?.UnderClassWeights(fitted.LogLikelihood, nullLogLikelihood) : inference;
    }

    private IReadOnlyList<string> SeparatedClasses(DesignScorer scorer, FittedSolution fitted, ModelInference? inference) =>
        inference?.Separation.Classes is { Count: > 0 } proved ? proved
        : _plan.IsMaximumLikelihood && fitted.Separation == SeparationKind.Undetermined ? scorer.SeparatedClasses(_rows.Training)
        : [];

    // Coefficients on the move, where no search can tell whether rows are separated.
    private bool IsUnsettled(FittedSolution fitted) =>
        fitted.FreeDirections.Count > 0 && !_plan.Objectives.Offers(PassCapabilities.SeparationSearch);

    private OptionText? InferenceNote(FittedSolution fitted) =>
        _plan.SkipInference ? "not requested"
        : _plan.Penalty != PenaltyKind.None ? "with a penalty, standard errors and p-values would not be valid"
        : _plan.IsBiased ? "with bounds, standard errors and p-values would not be valid"
        : fitted.Parameters.Length > FitPlan.MostInferredCoefficients ? string.Create(
            CultureInfo.InvariantCulture,
            $"there are {fitted.Parameters.Length:N0} coefficients, more than the limit of {FitPlan.MostInferredCoefficients:N0}")
        : IsUnsettled(fitted) ? OptionText.Of(
            $"some coefficients still change, and {_plan.Objectives.Name} does not offer the search for separation to explain it")
        : fitted.Result.Termination switch
        {
            TerminationReason.Gradient
                or TerminationReason.Precision => _rows.Balance.ChangesFit && _plan.StandardErrors == StandardErrorKind.Model
                ? OptionText.Of(
                    $"with class weights, model-based standard errors and p-values would not be valid; use "
                        + $"{Option.StandardErrors.Is(StandardErrorKind.Hc1)}")
                : null,
            TerminationReason.Separation => "the classes are completely separated, so no coefficient has a finite estimate",
            TerminationReason.EarlyStopping =>
                "the solver stopped short of the maximum of the likelihood, so standard errors and p-values would not be valid",
            TerminationReason.Statistical =>
                $"the coefficients are within the sampling error of the estimates, which is not accurate enough for standard errors and "
                    + $"tests; use {Option.Solver.Is(SolverKind.Newton)}",
            _ => "the solver did not converge",
        };
}
