using LogReg.Evaluation;
using LogReg.Solvers;

namespace LogReg;

/// <content>Penalties, their path, and how λ, α and the threshold are chosen.</content>
public sealed partial record LogisticRegression
{
    private readonly double _alpha = 0.5;
    private readonly IReadOnlyDictionary<string, double> _penaltyFactors = new Dictionary<string, double>();

    /// <summary>α, the share of the lasso in <see cref="PenaltyKind.ElasticNet"/>, 0 to 1; 0.5 by default. Other penalties have their own.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not between 0 and 1.</exception>
    public double Alpha
    {
        get => _alpha;
        init => _alpha = Check(value, value is >= 0 and <= 1, nameof(Alpha), "must be between 0 and 1");
    }

    /// <summary>By column the factor of its penalty, 0 or more, 1 where none is given; 0 leaves a column unpenalised. Unlike in glmnet the factors are taken as they are.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A factor is negative or not finite.</exception>
    public IReadOnlyDictionary<string, double> PenaltyFactors
    {
        get => _penaltyFactors;
        init
        {
            foreach ((string column, double factor) in value)
            {
                Check(factor, factor >= 0 && double.IsFinite(factor), $"{nameof(PenaltyFactors)}[{column}]", "must be 0 or more and finite");
            }

            _penaltyFactors = value;
        }
    }

    /// <summary>Columns whose coefficients must not be negative.</summary>
    public IReadOnlyList<string> NonnegativeColumns { get; init; } = [];

    /// <summary>Whether a categorical feature enters or leaves as a whole: its L1 penalty is α√K·‖β‖₂ of all its K coefficients
    /// (group lasso, Yuan &amp; Lin 2006) in place of α‖β‖₁.</summary>
    public bool GroupLevels { get; init; }

    /// <summary>Where λ comes from; <see cref="Lambda"/> by default.</summary>
    public LambdaChoice LambdaChoice { get; init; }

    /// <summary>Which λ a path has, where <see cref="LambdaChoice"/> asks for one.</summary>
    public PathOptions Path { get; init; } = new();

    /// <summary>How the model is judged on rows it was not fitted to; <see langword="null"/>, the default: not at all, unless <see cref="LambdaChoice"/> or
    /// <see cref="ThresholdRule"/> needs it.</summary>
    public CrossValidationOptions? CrossValidation { get; init; }

    /// <summary>How <see cref="Threshold"/> is chosen, on out-of-sample predictions; <see langword="null"/>, the default: it is as given.</summary>
    public ThresholdRule? ThresholdRule { get; init; }

    /// <summary>α of the penalty at hand: 0 for ridge, 1 for the lasso.</summary>
    internal double EffectiveAlpha => Penalty switch
    {
        PenaltyKind.ElasticNet => Alpha,
        PenaltyKind.Lasso => 1,
        _ => 0,
    };

    /// <summary>Whether the objective has a part that only coordinate descent can handle: an L1 norm, or a bound.</summary>
    internal bool NeedsCoordinateDescent =>
        NonnegativeColumns.Count > 0 || LambdaChoice != LambdaChoice.Given || (Penalty != PenaltyKind.None && EffectiveAlpha > 0);

    /// <summary>Whether estimates are pulled away from maximum likelihood, so that standard errors and tests do not mean what they say.</summary>
    internal bool IsBiased => Penalty != PenaltyKind.None || NonnegativeColumns.Count > 0;

    /// <summary>Whether a fit may end with standard errors, as far as the options tell.</summary>
    internal bool MayShowStandardErrors => !SkipInference && !IsBiased && EarlyStopping is null && Solver != SolverKind.StochasticGradient;

    private void ValidatePenalty()
    {
        bool isPenalized = Penalty != PenaltyKind.None;
        if (!isPenalized && Lambda > 0)
        {
            throw new ArgumentException($"{nameof(Lambda)} is {Lambda}, but {nameof(Penalty)} is {nameof(PenaltyKind.None)}: choose {nameof(PenaltyKind.Ridge)} or another, or leave {nameof(Lambda)} 0.");
        }

        if (isPenalized && LambdaChoice == LambdaChoice.Given && Lambda == 0)
        {
            throw new ArgumentException($"{nameof(Penalty)} is {Penalty}, which needs a {nameof(Lambda)} above 0, or a {nameof(LambdaChoice)}.");
        }

        if (LambdaChoice != LambdaChoice.Given && (!isPenalized || Lambda > 0))
        {
            throw new ArgumentException(isPenalized
                ? $"{nameof(LambdaChoice)} is {LambdaChoice}, but {nameof(Lambda)} is {Lambda}: leave one of them out."
                : $"{nameof(LambdaChoice)} is {LambdaChoice}, but {nameof(Penalty)} is {Penalty}: choose a penalty.");
        }

        string? needless = isPenalized ? null
            : PenaltyFactors.Count > 0 ? nameof(PenaltyFactors)
            : GroupLevels ? nameof(GroupLevels)
            : null;
        if (needless is not null)
        {
            throw new ArgumentException($"{needless} needs a {nameof(Penalty)}.");
        }

        if (GroupLevels && NonnegativeColumns.Count > 0)
        {
            throw new ArgumentException($"{nameof(GroupLevels)} and {nameof(NonnegativeColumns)} contradict each other.");
        }

        if (NonnegativeColumns.Count > 0 && Firth)
        {
            throw new ArgumentException($"{nameof(Firth)} and {nameof(NonnegativeColumns)} contradict each other.");
        }

        if (NeedsCoordinateDescent && Solver is not (SolverKind.Auto or SolverKind.CoordinateDescent))
        {
            throw new ArgumentException($"{nameof(Solver)} is {Solver}, but an L1 penalty, a bound or a path needs {nameof(SolverKind.CoordinateDescent)}.");
        }

        if (Firth && Solver == SolverKind.CoordinateDescent)
        {
            throw new ArgumentException($"{nameof(Firth)} and {nameof(Solver)} {Solver} contradict each other.");
        }

        if (CrossValidation?.Alphas is not null && (Penalty != PenaltyKind.ElasticNet || LambdaChoice != LambdaChoice.CrossValidation))
        {
            throw new ArgumentException($"{nameof(CrossValidationOptions.Alphas)} needs {nameof(Penalty)} {PenaltyKind.ElasticNet} and {nameof(LambdaChoice)} {LambdaChoice.CrossValidation}.");
        }

        string? unreferenced = isPenalized ? References.Keys.FirstOrDefault(column => PenaltyFactors.GetValueOrDefault(column, 1) != 0) : null;
        if (unreferenced is not null)
        {
            throw new ArgumentException($"{nameof(References)} names '{unreferenced}', but under a penalty every level has a coefficient and none is the reference.");
        }
    }
}
