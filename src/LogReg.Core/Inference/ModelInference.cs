using LogReg.Numerics;

namespace LogReg.Inference;

/// <summary>What is known about the uncertainty of a model's coefficients and about its fit; saved with the model.</summary>
public sealed record ModelInference
{
    /// <summary>Whether the coefficients carry Firth's bias reduction; else they are maximum likelihood.</summary>
    public bool IsBiasReduced { get; init; }

    /// <summary>Whether the intercept was corrected so that the mean probability equals the observed share (FLIC).</summary>
    public bool HasCorrectedIntercept { get; init; }

    /// <summary>Whether classes were weighed while fitting: then the coefficients are no maximum of the likelihood of the rows, and there are no
    /// likelihood-ratio test, AIC and BIC (NaN).</summary>
    public bool HasClassWeights { get; init; }

    /// <summary>Where the standard errors come from.</summary>
    public StandardErrorKind StandardErrors { get; init; }

    /// <summary>The column whose values are the clusters; <see langword="null"/> unless the standard errors are clustered.</summary>
    public string? ClusterColumn { get; init; }

    /// <summary>How many clusters there were; 0 unless the standard errors are clustered.</summary>
    public int ClusterCount { get; init; }

    /// <summary>What the weights stood for; <see langword="null"/> without weights.</summary>
    public WeightKind? Weights { get; init; }

    /// <summary>How many observations there were: rows, or under frequency weights Σw.</summary>
    public required double Observations { get; init; }

    /// <summary>How many free coefficients were estimated: the rank of the design matrix, times the number of equations.</summary>
    public required int Rank { get; init; }

    /// <summary>The log-likelihood; under Firth without the penalty term; before <see cref="LogisticRegression.Prior"/> moves the intercept.</summary>
    public required double LogLikelihood { get; init; }

    /// <summary>The log-likelihood of the model with the intercept (and the offset) only.</summary>
    public required double NullLogLikelihood { get; init; }

    /// <summary>The test of all coefficients but the intercept at once. Under Firth that of the penalised likelihoods.</summary>
    public required ChiSquaredTest LikelihoodRatio { get; init; }

    /// <summary>Wald's test of all slopes at once with the robust covariance, which holds where <see cref="LikelihoodRatio"/>, which takes the rows for
    /// independent and the variance for right, does not; <see langword="null"/> unless the standard errors are robust.</summary>
    public ChiSquaredTest? RobustWald { get; init; }

    /// <summary>−2 times the log-likelihood.</summary>
    public double Deviance => -2 * LogLikelihood;

    /// <summary>−2 times the null log-likelihood.</summary>
    public double NullDeviance => -2 * NullLogLikelihood;

    /// <summary>Akaike's information criterion, deviance + 2 · rank (Akaike 1974).</summary>
    public double Aic => HasClassWeights ? double.NaN : Deviance + (2.0 * Rank);

    /// <summary>The Bayesian information criterion, deviance + log(observations) · rank (Schwarz 1978).</summary>
    public double Bic => HasClassWeights ? double.NaN : Deviance + (ElementaryFunctions.Log(Observations) * Rank);

    /// <summary>McFadden's R²: 1 − ℓ/ℓ₀ (McFadden 1974).</summary>
    public double McFaddenRSquared => 1 - (LogLikelihood / NullLogLikelihood);

    /// <summary>Cox and Snell's R²: 1 − exp(2(ℓ₀ − ℓ)/n) (Cox &amp; Snell 1989).</summary>
    public double CoxSnellRSquared => -ElementaryFunctions.ExpMinusOne(2 * (NullLogLikelihood - LogLikelihood) / Observations);

    /// <summary>Nagelkerke's R²: Cox and Snell's divided by its largest possible value, 1 − exp(2ℓ₀/n) (Nagelkerke 1991).</summary>
    public double NagelkerkeRSquared => CoxSnellRSquared / -ElementaryFunctions.ExpMinusOne(2 * NullLogLikelihood / Observations);

    /// <summary>Tjur's coefficient of discrimination: the mean probability of the positive rows minus that of the others (Tjur 2009);
    /// <see langword="null"/> for more than two classes.</summary>
    public double? TjurRSquared { get; init; }

    /// <summary>The test of calibration; <see langword="null"/> for more than two classes and for weights that are not whole numbers.</summary>
    public HosmerLemeshowTest? HosmerLemeshow { get; init; }

    /// <summary>The test of each feature: likelihood ratios, or where the standard errors are robust Wald's with their covariance; empty unless asked for.</summary>
    public IReadOnlyList<FeatureTest> FeatureTests { get; init; } = [];

    /// <summary>How far the features can be told apart; <see langword="null"/> for more than two classes.</summary>
    public CollinearityDiagnosis? Collinearity { get; init; }

    /// <summary>How the intervals of the coefficients were found.</summary>
    public IntervalKind Intervals { get; init; }

    /// <summary>The confidence of the intervals, between 0 and 1.</summary>
    public double Confidence { get; init; } = 0.95;

    /// <summary>For each class with an equation the profile-likelihood intervals in the order of its coefficients, NaN where there is none;
    /// empty unless <see cref="Intervals"/> is <see cref="IntervalKind.Profile"/>.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<ConfidenceInterval>> ProfileIntervals { get; init; } =
        new Dictionary<string, IReadOnlyList<ConfidenceInterval>>();

    /// <summary>For each class with an equation the standard errors in the order of its coefficients; NaN where there is no estimate.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<double>> StandardErrorValues { get; init; }

    /// <summary>For each class with an equation the two-sided p-values in the order of its coefficients: Wald tests, or under Firth tests of the
    /// penalised likelihood ratio; NaN where there is none.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<double>> PValues { get; init; }

    /// <summary>The covariance of the estimates that the standard errors are the roots of; <see langword="null"/> beyond 500 coefficients.</summary>
    public CoefficientCovariance? Covariance { get; init; }

    /// <summary>The inverse of the Fisher information; the same as <see cref="Covariance"/> unless the standard errors are robust.</summary>
    public CoefficientCovariance? ModelCovariance { get; init; }

    /// <summary>The same where classes were weighed while fitting: without what only a maximum of the rows' likelihood has.</summary>
    /// <param name="logLikelihood">That of the rows as they are judged.</param>
    /// <param name="nullLogLikelihood">The same with the intercept (and the offset) only.</param>
    internal ModelInference UnderClassWeights(double logLikelihood, double nullLogLikelihood) => this with
    {
        HasClassWeights = true,
        LogLikelihood = logLikelihood,
        NullLogLikelihood = nullLogLikelihood,
        LikelihoodRatio = new ChiSquaredTest(double.NaN, LikelihoodRatio.DegreesOfFreedom, double.NaN),
        HosmerLemeshow = null,
    };

    /// <summary>The verdict on separation.</summary>
    public required SeparationSummary Separation { get; init; }

    /// <summary>The coefficients whose columns depend on others; empty as a rule.</summary>
    public IReadOnlyList<AliasedCoefficient> Aliased { get; init; } = [];

    /// <summary>
    /// The coefficients that have an estimate which the data do not determine: the fitted probabilities of the rows that it stands on are numerically 0 or 1, so that the information about it is less than 10⁻¹⁰
    /// of what the same rows hold at even odds. Of several classes "class: coefficient". Empty as a rule.
    /// </summary>
    public IReadOnlyList<string> Undetermined { get; init; } = [];
}
