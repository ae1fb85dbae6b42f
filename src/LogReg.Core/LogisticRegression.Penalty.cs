using LogReg.Evaluation;

namespace LogReg;

/// <content>Penalties, regularisation paths, and the choice of λ, α and the threshold.</content>
public sealed partial record LogisticRegression
{
    private readonly double _alpha = 0.5;
    private readonly IReadOnlyDictionary<string, double> _penaltyFactors = new Dictionary<string, double>();

    /// <summary>α, the lasso's share of an <see cref="PenaltyKind.ElasticNet"/> penalty, 0 to 1. The default is 0.5. Other penalties ignore
    /// it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not between 0 and 1.</exception>
    public double Alpha
    {
        get => _alpha;
        init => _alpha = Check(value, value is >= 0 and <= 1, nameof(Alpha), "must be between 0 and 1");
    }

    /// <summary>The factors of the penalty by column, 0 or more. Columns without a factor have 1; 0 leaves a column unpenalised. Unlike in
    /// glmnet, the factors are not rescaled. With a <see cref="Formula"/>, names are those of terms, such as <c>spline(age, 4)</c> or
    /// <c>age:sex</c>; the name of a column stands for all terms of that column alone that are not named themselves.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A factor is negative or not finite.</exception>
    public IReadOnlyDictionary<string, double> PenaltyFactors
    {
        get => _penaltyFactors;
        init
        {
            foreach ((string column, double factor) in value)
            {
                Check(
                    factor,
                    factor >= 0 && double.IsFinite(factor),
                    $"{nameof(PenaltyFactors)}[{MessageText.Cut(column)}]",
                    "must be 0 or more and finite");
            }

            _penaltyFactors = value;
        }
    }

    /// <summary>The columns whose coefficients must not be negative; with a <see cref="Formula"/>, columns or terms with a single
    /// coefficient, such as <c>log(income)</c> or <c>age:dose</c>.</summary>
    public IReadOnlyList<string> NonnegativeColumns { get; init; } = [];

    /// <summary>Whether the levels of a categorical feature, or the coefficients of a term of a formula, enter or leave the model together:
    /// the L1 penalty is α√K·‖β‖₂ of all K coefficients (group lasso, Yuan &amp; Lin 2006) instead of α‖β‖₁.</summary>
    public bool GroupLevels { get; init; }

    /// <summary>How λ is chosen. By default, it is <see cref="Lambda"/>.</summary>
    public LambdaChoice LambdaChoice { get; init; }

    /// <summary>The values of λ of a path, if <see cref="LambdaChoice"/> asks for one.</summary>
    public PathOptions Path { get; init; } = new();

    /// <summary>The options of cross-validation. If <see langword="null"/>, the default, there is no cross-validation unless
    /// <see cref="LambdaChoice"/> or <see cref="ThresholdRule"/> needs it.</summary>
    public CrossValidationOptions? CrossValidation { get; init; }

    /// <summary>The rule that chooses the threshold from out-of-sample predictions. If <see langword="null"/>, the default, it is
    /// <see cref="Threshold"/>.</summary>
    public ThresholdRule? ThresholdRule { get; init; }

    /// <summary>α of the penalty: 0 for ridge, 1 for the lasso.</summary>
    internal double EffectiveAlpha => Penalty switch
    {
        PenaltyKind.ElasticNet => Alpha,
        PenaltyKind.Lasso => 1,
        _ => 0,
    };

    /// <summary>Whether the objective has a part that only coordinate descent can handle: an L1 norm or a bound.</summary>
    internal bool NeedsCoordinateDescent =>
        NonnegativeColumns.Count > 0 || LambdaChoice != LambdaChoice.Given || (Penalty != PenaltyKind.None && EffectiveAlpha > 0);

    /// <summary>Whether estimates are biased by a penalty or bounds, so that there are no valid standard errors and tests.</summary>
    internal bool IsBiased => Penalty != PenaltyKind.None || NonnegativeColumns.Count > 0;
}
