using LogReg.Solvers;

namespace LogReg;

/// <content>Class weights, the starting point, and stochastic gradient descent.</content>
public sealed partial record LogisticRegression
{
    private readonly IReadOnlyDictionary<string, double> _classWeights = new Dictionary<string, double>();
    private readonly double? _prior;
    private readonly double? _earlyStopping;

    /// <summary>Whether all classes have the same total weight while fitting: the class weights are Σw/(K·Σw of the class).</summary>
    public bool BalanceClasses { get; init; }

    /// <summary>The class weights: factors above 0 for the weights of the rows of a class while fitting. Classes without a factor have
    /// 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A weight is not a finite number above 0.</exception>
    public IReadOnlyDictionary<string, double> ClassWeights
    {
        get => _classWeights;
        init
        {
            foreach ((string name, double weight) in value)
            {
                Check(
                    weight,
                    weight is > 0 and < double.PositiveInfinity,
                    $"{nameof(ClassWeights)}[{MessageText.Cut(name)}]",
                    "must be more than 0 and finite");
            }

            _classWeights = value;
        }
    }

    /// <summary>Whether to skip the correction of the intercept after fitting with class weights. By default, the logarithm of the class
    /// weight is subtracted from the log-odds of the class, so that probabilities match the proportions in the data.</summary>
    public bool KeepWeightedIntercept { get; init; }

    /// <summary>The proportion of positive rows where the model will be used, between 0 and 1, if rows were sampled by class (case-control
    /// data). The intercept is corrected for it (King &amp; Zeng, Logistic regression in rare events data, 2001). If
    /// <see langword="null"/>, the default, it is the proportion in the data.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not between 0 and 1 (exclusive).</exception>
    public double? Prior
    {
        get => _prior;
        init => _prior = Check(value, value is null or (> 0 and < 1), nameof(Prior), "must be more than 0 and less than 1");
    }

    /// <summary>The model from whose coefficients, matched by name, the solver starts. If <see langword="null"/>, the default, it starts
    /// from 0.</summary>
    public LogisticModel? InitialModel { get; init; }

    /// <summary>The proportion of rows, between 0 and 1, to set aside for early stopping: <see cref="SolverKind.GradientDescent"/> stops
    /// when the loss of these rows stops falling. If <see langword="null"/>, the default, it runs to convergence.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not between 0 and 1 (exclusive).</exception>
    public double? EarlyStopping
    {
        get => _earlyStopping;
        init => _earlyStopping = Check(value, value is null or (> 0 and < 1), nameof(EarlyStopping), "must be more than 0 and less than 1");
    }

    /// <summary>The options of <see cref="SolverKind.StochasticGradient"/>.</summary>
    public StochasticGradientOptions StochasticGradient { get; init; } = new();
}
