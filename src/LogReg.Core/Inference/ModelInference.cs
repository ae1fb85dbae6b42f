using LogReg.Numerics;

namespace LogReg.Inference;

/// <summary>The uncertainty of the coefficients and the goodness of fit of a model, saved with the model.</summary>
public sealed record ModelInference
{
    /// <summary>Whether the estimates have Firth's bias reduction. If not, they are maximum likelihood estimates.</summary>
    public bool IsBiasReduced { get; init; }

    /// <summary>The method of estimation, which <see cref="IsBiasReduced"/> decides.</summary>
    public EstimationMethod Method => IsBiasReduced ? EstimationMethod.Firth : EstimationMethod.MaximumLikelihood;

    /// <summary>Whether the intercept was corrected so that the mean probability equals the observed proportion (FLIC).</summary>
    public bool HasCorrectedIntercept { get; init; }

    /// <summary>Whether there were class weights. The coefficients then do not maximise the likelihood of the rows, and there are no
    /// likelihood-ratio test, AIC and BIC (NaN).</summary>
    public bool HasClassWeights { get; init; }

    /// <summary>The kind of standard errors.</summary>
    public StandardErrorKind StandardErrors { get; init; }

    /// <summary>The column whose values are the clusters; <see langword="null"/> unless the standard errors are clustered.</summary>
    public string? ClusterColumn { get; init; }

    /// <summary>The number of clusters; 0 unless the standard errors are clustered.</summary>
    public int ClusterCount { get; init; }

    /// <summary>What the weights mean; <see langword="null"/> without weights.</summary>
    public WeightKind? Weights { get; init; }

    /// <summary>The number of observations: the number of rows or, with frequency weights, Σw.</summary>
    public required double Observations { get; init; }

    /// <summary>The number of free coefficients: the rank of the design matrix times the number of equations.</summary>
    public required int Rank { get; init; }

    /// <summary>The log-likelihood, without the penalty term with Firth's method, and before the correction for
    /// <see cref="LogisticRegression.Prior"/>.</summary>
    public required double LogLikelihood { get; init; }

    /// <summary>The log-likelihood of the null model, which has only an intercept (and the offset).</summary>
    public required double NullLogLikelihood { get; init; }

    /// <summary>The likelihood-ratio test of all coefficients except the intercept; with Firth's method, of penalised
    /// likelihoods.</summary>
    public required ChiSquaredTest LikelihoodRatio { get; init; }

    /// <summary>The Wald test of all coefficients except intercepts with the robust covariance matrix, which remains valid where
    /// <see cref="LikelihoodRatio"/>, which assumes independent rows and a correct variance, does not; <see langword="null"/> unless the
    /// standard errors are robust, if there are no more clusters than slopes, and if the covariance matrix of the slopes is
    /// singular.</summary>
    public ChiSquaredTest? RobustWald { get; init; }

    /// <summary>Whether the standard errors are robust: sandwich or cluster-robust.</summary>
    public bool IsRobust => StandardErrors != StandardErrorKind.Model;

    /// <summary>The deviance, −2 times the log-likelihood.</summary>
    public double Deviance => -2 * LogLikelihood;

    /// <summary>The null deviance, −2 times the null log-likelihood.</summary>
    public double NullDeviance => -2 * NullLogLikelihood;

    /// <summary>The Akaike information criterion, deviance + 2 · rank (Akaike 1974).</summary>
    public double Aic => HasClassWeights ? double.NaN : Deviance + (2.0 * Rank);

    /// <summary>The Bayesian information criterion, deviance + log(observations) · rank (Schwarz 1978).</summary>
    public double Bic => HasClassWeights ? double.NaN : Deviance + (ElementaryFunctions.Log(Observations) * Rank);

    /// <summary>McFadden's R²: 1 − ℓ/ℓ₀ (McFadden 1974).</summary>
    public double McFaddenRSquared => 1 - (LogLikelihood / NullLogLikelihood);

    /// <summary>Cox and Snell's R²: 1 − exp(2(ℓ₀ − ℓ)/n) (Cox &amp; Snell 1989).</summary>
    public double CoxSnellRSquared => -ElementaryFunctions.ExpMinusOne(2 * (NullLogLikelihood - LogLikelihood) / Observations);

    /// <summary>Nagelkerke's R²: Cox and Snell's divided by its largest possible value, 1 − exp(2ℓ₀/n) (Nagelkerke 1991).</summary>
    public double NagelkerkeRSquared => CoxSnellRSquared / -ElementaryFunctions.ExpMinusOne(2 * NullLogLikelihood / Observations);

    /// <summary>Tjur's coefficient of discrimination: the mean probability of the positive rows minus that of the negative rows (Tjur
    /// 2009); <see langword="null"/> with three or more classes.</summary>
    public double? TjurRSquared { get; init; }

    /// <summary>The test of calibration; <see langword="null"/> with three or more classes, and with weights that are not whole
    /// numbers.</summary>
    public HosmerLemeshowTest? HosmerLemeshow { get; init; }

    /// <summary>The tests of each feature as a whole: likelihood-ratio tests or, with robust standard errors, Wald tests (without features
    /// whose robust covariance matrix is singular); empty unless the options ask for them.</summary>
    public IReadOnlyList<FeatureTest> FeatureTests { get; init; } = [];

    /// <summary>The collinearity of the features; <see langword="null"/> with three or more classes, and where no coefficient has an
    /// estimate.</summary>
    public CollinearityDiagnosis? Collinearity { get; init; }

    /// <summary>The kind of the confidence intervals.</summary>
    public IntervalKind Intervals { get; init; }

    /// <summary>The confidence level of the intervals, between 0 and 1.</summary>
    public double Confidence { get; init; } = 0.95;

    /// <summary>The profile-likelihood intervals by class with an equation, in the order of its coefficients; NaN if there is none. The
    /// dictionary is empty unless <see cref="Intervals"/> is <see cref="IntervalKind.Profile"/>.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<ConfidenceInterval>> ProfileIntervals { get; init; } =
        new Dictionary<string, IReadOnlyList<ConfidenceInterval>>();

    /// <summary>The standard errors by class with an equation, in the order of its coefficients; NaN if there is no estimate.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<double>> StandardErrorValues { get; init; }

    /// <summary>The two-sided p-values by class with an equation, in the order of its coefficients: of Wald tests or, with Firth's method,
    /// of tests of the penalised likelihood ratio; NaN if there is none.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<double>> PValues { get; init; }

    /// <summary>The covariance matrix of the estimates, whose diagonal has the squared standard errors; <see langword="null"/> with more
    /// than 500 coefficients.</summary>
    public CoefficientCovariance? Covariance { get; init; }

    /// <summary>The inverse of the Fisher information; the same as <see cref="Covariance"/> unless the standard errors are
    /// robust.</summary>
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

    /// <summary>The result of the check for separation.</summary>
    public required SeparationSummary Separation { get; init; }

    /// <summary>The coefficients whose columns are linear combinations of others; usually empty.</summary>
    public IReadOnlyList<AliasedCoefficient> Aliased { get; init; } = [];

    /// <summary>
    /// The coefficients with a finite estimate that the data do not determine: the fitted probabilities of the rows it depends on are
    /// numerically 0 or 1, so that the information about it is less than 10⁻¹⁰ of the information in the same rows at even odds. If
    /// rounding leaves no information at all, the standard error is NaN. With three or more classes, the names are "class: coefficient".
    /// Usually empty.
    /// </summary>
    public IReadOnlyList<string> Undetermined { get; init; } = [];
}
