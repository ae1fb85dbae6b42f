using LogReg.Solvers;

namespace LogReg;

/// <content>Classes of unequal weight, the start, and solvers that see the data in parts.</content>
public sealed partial record LogisticRegression
{
    private readonly IReadOnlyDictionary<string, double> _classWeights = new Dictionary<string, double>();
    private readonly double? _prior;
    private readonly double? _earlyStopping;

    /// <summary>Whether each class counts as much as any other: the weights are Σw/(K·Σw of the class).</summary>
    public bool BalanceClasses { get; init; }

    /// <summary>By class what the weights of its rows are multiplied with while fitting, above 0; 1 where none is given.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A weight is not a finite number above 0.</exception>
    public IReadOnlyDictionary<string, double> ClassWeights
    {
        get => _classWeights;
        init
        {
            foreach ((string name, double weight) in value)
            {
                Check(weight, weight is > 0 and < double.PositiveInfinity, $"{nameof(ClassWeights)}[{name}]", "must be more than 0 and finite");
            }

            _classWeights = value;
        }
    }

    /// <summary>Whether to leave the intercept as class weights made it. By default the logarithm of a class's weight is taken off its log-odds
    /// afterwards, so that probabilities stay those of the rows as they are.</summary>
    public bool KeepWeightedIntercept { get; init; }

    /// <summary>The share of positive rows where the model will be used, between 0 and 1, if rows were sampled by class (case-control): the intercept is
    /// corrected to it (King &amp; Zeng, Logistic regression in rare events data, 2001). <see langword="null"/>, the default: the share of the rows.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not between 0 and 1, both exclusive.</exception>
    public double? Prior
    {
        get => _prior;
        init => _prior = Check(value, value is null or (> 0 and < 1), nameof(Prior), "must be more than 0 and less than 1");
    }

    /// <summary>A model from whose coefficients, matched by name, the solver starts; <see langword="null"/>, the default: from 0.</summary>
    public LogisticModel? InitialModel { get; init; }

    /// <summary>The share of rows on which <see cref="SolverKind.GradientDescent"/> watches the loss and stops where it no longer falls, between 0 and 1;
    /// <see langword="null"/>, the default: it goes on to the minimum.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not between 0 and 1, both exclusive.</exception>
    public double? EarlyStopping
    {
        get => _earlyStopping;
        init => _earlyStopping = Check(value, value is null or (> 0 and < 1), nameof(EarlyStopping), "must be more than 0 and less than 1");
    }

    /// <summary>How <see cref="SolverKind.StochasticGradient"/> goes through the rows.</summary>
    public StochasticGradientOptions StochasticGradient { get; init; } = new();

    private void ValidateSampling()
    {
        if (BalanceClasses && ClassWeights.Count > 0)
        {
            throw new ArgumentException($"{nameof(BalanceClasses)} and {nameof(ClassWeights)} contradict each other.");
        }

        bool hasClassWeights = BalanceClasses || ClassWeights.Count > 0;
        if (KeepWeightedIntercept && !hasClassWeights)
        {
            throw new ArgumentException($"{nameof(KeepWeightedIntercept)} needs {nameof(ClassWeights)} or {nameof(BalanceClasses)}.");
        }

        if (Prior is not null && KeepWeightedIntercept)
        {
            throw new ArgumentException($"{nameof(Prior)} and {nameof(KeepWeightedIntercept)} contradict each other.");
        }

        if ((hasClassWeights || Prior is not null) && Firth)
        {
            throw new ArgumentException($"{nameof(Firth)} and {(hasClassWeights ? nameof(ClassWeights) : nameof(Prior))} contradict each other.");
        }

        string? needsLikelihood = Intervals is not null ? nameof(Intervals) : TestFeatures ? nameof(TestFeatures) : null;
        if (hasClassWeights && needsLikelihood is not null && StandardErrors == Inference.StandardErrorKind.Model)
        {
            throw new ArgumentException($"{needsLikelihood} with class weights needs robust {nameof(StandardErrors)}: those of the model, and its likelihood, mean nothing then.");
        }

        if (ThresholdRule is not null && Threshold != 0.5)
        {
            throw new ArgumentException($"{nameof(Threshold)} is {Threshold}, but {nameof(ThresholdRule)} is to choose it: leave one of them out.");
        }

        if (EarlyStopping is not null && Solver != SolverKind.GradientDescent)
        {
            throw new ArgumentException($"{nameof(EarlyStopping)} is {EarlyStopping}, but only the solver {SolverKind.GradientDescent} stops early; {nameof(Solver)} is {Solver}.");
        }

        ValidateStochasticGradient();
    }

    private void ValidateStochasticGradient()
    {
        string? conflict = Solver != SolverKind.StochasticGradient ? null
            : Firth ? nameof(Firth)
            : MaxIterations is not null ? nameof(MaxIterations)
            : !StochasticGradient.Stream ? null
            : TestSize is not null ? nameof(TestSize)
            : CrossValidation is not null ? nameof(CrossValidation)
            : ThresholdRule is not null ? nameof(ThresholdRule)
            : InitialModel is not null ? nameof(InitialModel)
            : StandardErrors != Inference.StandardErrorKind.Model ? nameof(StandardErrors)
            : Intervals is not null ? nameof(Intervals)
            : TestFeatures ? nameof(TestFeatures)
            : null;
        if (conflict is not null)
        {
            throw new ArgumentException(conflict == nameof(MaxIterations)
                ? $"{nameof(MaxIterations)} and {nameof(Solver)} {Solver} contradict each other: {nameof(StochasticGradientOptions.Epochs)} says how often it goes through the rows."
                : $"{conflict} and {nameof(Solver)} {Solver}{(StochasticGradient.Stream ? " with Stream" : "")} contradict each other.");
        }

        if (StochasticGradient.Stream && Solver != SolverKind.StochasticGradient)
        {
            throw new ArgumentException($"{nameof(StochasticGradientOptions.Stream)} needs {nameof(Solver)} {SolverKind.StochasticGradient}, but it is {Solver}.");
        }

        string? conflictOfStop = EarlyStopping is null ? null
            : CrossValidation is not null ? nameof(CrossValidation)
            : ThresholdRule is not null ? nameof(ThresholdRule)
            : Firth ? nameof(Firth)
            : null;
        if (conflictOfStop is not null)
        {
            throw new ArgumentException($"{nameof(EarlyStopping)} and {conflictOfStop} contradict each other.");
        }
    }
}
