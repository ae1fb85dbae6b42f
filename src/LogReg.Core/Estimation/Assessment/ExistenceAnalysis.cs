using LogReg.Inference;
using LogReg.Numerics;
using LogReg.Objectives;
using LogReg.Solvers;
using LogReg.Terms;

namespace LogReg.Estimation;

/// <summary>Decides whether a solver's result is an estimate, and which estimates remain if features separate the classes.</summary>
internal sealed class ExistenceAnalysis
{
    // What a direction does to a coefficient beside the most that it could do: less is rounding.
    private const double SmallestChange = 1e-9;

    private readonly FitPlan _plan;
    private readonly TermLayout _layout;
    private readonly ClassificationData _data;
    private readonly CancellationToken _cancellationToken;

    /// <param name="plan">The plan of the fit.</param>
    /// <param name="layout">The layout of the terms.</param>
    /// <param name="data">The training rows.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    public ExistenceAnalysis(FitPlan plan, TermLayout layout, ClassificationData data, CancellationToken cancellationToken)
    {
        _plan = plan;
        _layout = layout;
        _data = data;
        _cancellationToken = cancellationToken;
    }

    /// <summary>With three or more classes, the base class; <see langword="null"/> for one that leaves the most contrasts finite.</summary>
    public int? BaseClass { get; init; }

    /// <summary>Examines a result.</summary>
    /// <param name="objective">The objective that was minimised.</param>
    /// <param name="result">Where the solver ended.</param>
    public FittedSolution Analyze(IObjective objective, SolverResult result)
    {
        if (_plan.Firth)
        {
            SolverResult corrected = CorrectIntercept(result);
            return Describe(objective, corrected) with { Uncorrected = corrected == result ? null : result };
        }

        if (result.Termination == TerminationReason.EarlyStopping)
        {
            return Describe(objective, result);
        }

        bool canProve = !_plan.SkipInference && result.Parameters.Length <= FitPlan.MostInferredCoefficients
            && _plan.Objectives.Offers(PassCapabilities.SeparationSearch);
        if (_plan.IsBiased || !canProve)
        {
            return Describe(objective, result) with { FreeDirections = Unsettled(objective, result) };
        }

        SeparationResult separation = SeparationAnalysis.Analyze(_data, result, _plan.Threads, _cancellationToken);
        return separation.Kind switch
        {
            SeparationKind.Complete => Describe(objective, result with { Termination = TerminationReason.Separation }) with
            {
                Separation = SeparationKind.Complete,
                SeparatedRows = separation.SeparatedRowCount,
                Direction = separation.Direction,
                Cone = separation.Cone,
            },
            SeparationKind.Quasi => DescribeLimit(objective, AtLimit(result, separation), separation),
            SeparationKind.None => Describe(objective, result) with { Separation = SeparationKind.None },
            _ => Describe(objective, result) with { FreeDirections = Unsettled(objective, result) },
        };
    }

    private FittedSolution DescribeLimit(IObjective objective, SolverResult limit, SeparationResult separation)
    {
        int baseClass = BaseClass ?? BaseChoice.MostFinite(
            _data.ClassCount, _layout, Equations(limit.Parameters, 0), separation.FreeDirections);
        return Describe(objective, AgreeingWith(separation.Direction, limit, Equations(limit.Parameters, baseClass)), baseClass) with
        {
            Separation = SeparationKind.Quasi,
            SeparatedRows = separation.SeparatedRowCount,
            Direction = separation.Direction,
            Cone = separation.Cone,
            FreeDirections = separation.FreeDirections,
            LimitData = separation.Limit,
            LimitObjective = LimitObjective(separation),
        };
    }

    // Along the direction nothing changes but what is separated: far enough out, every coefficient that it moves has the sign of its
    // infinity.
    private SolverResult AgreeingWith(double[] direction, SolverResult limit, ClassEquations classes)
    {
        double largest = direction.Max(Math.Abs);
        double distance = 0;
        for (int place = 0; place < direction.Length; place++)
        {
            double[] functional = classes.FunctionalOf(_layout.FunctionalOf(place % _layout.Count), place / _layout.Count);
            double change = DenseKernels.Dot(functional, direction);
            double size = largest * functional.Sum(Math.Abs);
            double value = DenseKernels.Dot(functional, limit.Parameters);
            if (Math.Abs(change) > SmallestChange * size && change * value < 0)
            {
                distance = Math.Max(distance, -2 * value / change);
            }
        }

        return distance == 0
            ? limit
            : limit with { Parameters = [.. limit.Parameters.Select((value, parameter) => value + (distance * direction[parameter]))] };
    }

    /// <summary>The solution as it is used: with the intercepts corrected for class weights and a prior, and the loss of the rows weighted
    /// for evaluation.</summary>
    /// <param name="fitted">The solution of the fit.</param>
    /// <param name="balance">The weights of the classes.</param>
    /// <param name="judged">The training rows, weighted for evaluation.</param>
    public FittedSolution ForEvaluation(FittedSolution fitted, ClassBalance balance, ClassificationData judged)
    {
        if (balance.IsNeutral)
        {
            return fitted;
        }

        double[] parameters = [.. fitted.Parameters];
        balance.Correct(parameters, _data.Design.ParameterCount);
        bool hasReference = parameters.Length < _data.ClassCount * _data.Design.ParameterCount;
        ClassificationData counted = WithoutSeparated(judged, fitted);
        IObjective loss = _plan.Objectives.Likelihood(counted, Penalty.None, hasReference);
        double lossValue =
            loss.Evaluate(parameters, new double[parameters.Length], [], _cancellationToken).Loss * (counted.WeightSum / judged.WeightSum);
        SolverResult result =
            fitted.Result with { Parameters = parameters, Hessian = null, Evaluation = fitted.Result.Evaluation with { Loss = lossValue } };
        return Describe(fitted.Objective, result, fitted.Classes.Base) with
        {
            Data = judged,
            RowWeights = fitted.RowWeights,
            LimitData = fitted.LimitData,
            LimitObjective = fitted.LimitObjective,
            Separation = fitted.Separation,
            SeparatedRows = fitted.SeparatedRows,
            Direction = fitted.Direction,
            Cone = fitted.Cone,
            FreeDirections = fitted.FreeDirections,
            Uncorrected = fitted.Uncorrected ?? fitted.Result,
        };
    }

    // In the limit the separated rows add nothing to the loss, whatever the finite parameters at hand say of them.
    private static ClassificationData WithoutSeparated(ClassificationData judged, FittedSolution fitted)
    {
        if (fitted.Separation != SeparationKind.Quasi)
        {
            return judged;
        }

        double[]? weights = fitted.LimitData.IsExcluded is null
            ? [.. fitted.LimitData.Weights!.Select((weight, row) => weight > 0 ? judged.Weights?[row] ?? 1 : 0)]
            : judged.Weights;
        return new ClassificationData(
            judged.Design, judged.Classes, judged.ClassCount, weights, judged.Offsets, fitted.LimitData.IsExcluded);
    }

    private ClassEquations Equations(double[] parameters, int baseClass) =>
        new(_data.ClassCount, parameters.Length / _data.Design.ParameterCount, baseClass);

    private FittedSolution Describe(IObjective objective, SolverResult result, int? baseClass = null)
    {
        ClassEquations classes = Equations(result.Parameters, baseClass ?? BaseClass ?? 0);
        int length = _data.Design.ParameterCount;
        IReadOnlyList<LinearEquation> equations = OriginalScale.Equations(
            _layout, classes.Shown(result.Parameters, length), classes.ShownRemainders(result.Parameters, result.Remainders, length));
        IObjective likelihood = _plan.Firth ? Likelihood() : objective;
        return new FittedSolution
        {
            Data = _data,
            Objective = objective,
            LimitData = _data,
            LimitObjective = likelihood,
            Result = result,
            Classes = classes,
            Equations = equations,
            Coefficients = [.. equations.SelectMany(equation => _layout.NamedWeights(equation).Values)],
        };
    }

    // The separated rows add nothing to the loss in the limit, and the others are where their own fit ended.
    private SolverResult AtLimit(SolverResult result, SeparationResult separation)
    {
        SolverResult limit =
            result.MovedTo(separation.Parameters, result.Evaluation with { Value = separation.Loss, Loss = separation.Loss });
        IObjective objective = LimitObjective(separation);
        var information = new InformationMatrix(objective, separation.Limit.WeightSum, limit.Parameters, _cancellationToken);
        if (!information.HasTooFewDigits(new DependenceCheck(separation.Limit)))
        {
            return limit;
        }

        ExtendedLikelihood likelihood = _plan.ExtendedLikelihood(separation.Limit);
        SolverResult refined = new ExtendedNewton(likelihood, objective, _cancellationToken).Refine(limit);
        if (refined.Termination != TerminationReason.Gradient)
        {
            // Free directions are flat, and rounding makes something of them: the search's own fit stands.
            return limit;
        }

        double loss = refined.Evaluation.Loss * separation.Limit.WeightSum / _data.WeightSum;
        return refined with { Evaluation = refined.Evaluation with { Value = loss, Loss = loss } };
    }

    private IObjective LimitObjective(SeparationResult separation) =>
        _plan.Objectives.Likelihood(separation.Limit, Penalty.None, hasReference: true);

    // Of two classes, without Firth's penalty.
    private IObjective Likelihood() => _plan.Objectives.Likelihood(_data, Penalty.None, hasReference: true);

    private SolverResult CorrectIntercept(SolverResult result)
    {
        double shift = _plan.CorrectIntercept ? FlicIntercept.Shift(_data, result.Parameters, _plan.Threads, _cancellationToken) : 0;
        if (shift == 0 || double.IsNaN(shift))
        {
            return result;
        }

        double[] parameters = [.. result.Parameters];
        parameters[0] += shift;
        ObjectiveEvaluation evaluation = Likelihood().Evaluate(
            parameters, new double[parameters.Length], [], _cancellationToken);
        return result.MovedTo(parameters, evaluation);
    }

    // Where nothing is proved: parameters that are still on the move, and what the rows determine at β = 0, but no longer at the solution.
    private List<double[]> Unsettled(IObjective objective, SolverResult result)
    {
        var directions = new List<double[]>();
        if (_plan.IsBiased || !_plan.Objectives.Offers(PassCapabilities.Hessian))
        {
            return directions;
        }

        foreach (int parameter in UnboundedParameters.Find(objective, result, _cancellationToken))
        {
            double[] direction = new double[result.Parameters.Length];
            direction[parameter] = Math.Sign(result.Parameters[parameter]);
            directions.Add(direction);
        }

        if (result.DependentParameters.Count > 0)
        {
            var atSolution = new InformationMatrix(objective, _data.WeightSum, result.Parameters, _cancellationToken);
            var atZero = new InformationMatrix(objective, _data.WeightSum, new double[result.Parameters.Length], _cancellationToken);
            directions.AddRange(Enumerable.Range(0, atSolution.Dimension)
                .Where(parameter => atSolution.IsDependent[parameter] && !atZero.IsDependent[parameter])
                .Select(atSolution.NullDirectionOf));
        }

        return directions;
    }
}
