using LogReg.Inference;
using LogReg.Numerics;
using LogReg.Scoring;

namespace LogReg;

/// <content>Confidence intervals of predictions.</content>
public sealed partial class LogisticModel
{
    private LogOddsVariance? _variance;

    /// <summary>Computes the confidence interval of the probability of the positive class for a row: σ(η ± z·√(x̃ᵀCx̃)), where C is the
    /// covariance matrix of the coefficients. It is an interval for the mean of rows like this one, and covers sampling error, not errors
    /// in the model itself.</summary>
    /// <param name="row">As for <see cref="LogOdds(ReadOnlySpan{double})"/>.</param>
    /// <param name="confidence">The confidence level, between 0 and 1.</param>
    /// <returns>The bounds of the interval; 0 and 1 for a row whose log-odds have no finite estimate.</returns>
    /// <exception cref="ArgumentException">As for <see cref="LogOdds(ReadOnlySpan{double})"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The confidence is not between 0 and 1.</exception>
    /// <exception cref="InvalidOperationException">The model has more than two classes.</exception>
    /// <exception cref="LogRegException">The model has no <see cref="ModelInference.Covariance"/>.</exception>
    public ConfidenceInterval PredictInterval(ReadOnlySpan<double> row, double confidence = 0.95) => IntervalOf(row, offset: 0, confidence);

    /// <summary>Computes the confidence interval of the probability of the positive class for a row given by column names; see
    /// <see cref="PredictInterval(ReadOnlySpan{double}, double)"/>.</summary>
    /// <param name="row">As for <see cref="PredictProbability(IReadOnlyDictionary{string, object?})"/>.</param>
    /// <param name="confidence">The confidence level, between 0 and 1.</param>
    /// <returns>The bounds of the interval.</returns>
    /// <exception cref="ArgumentException">As for <see cref="PredictProbability(IReadOnlyDictionary{string, object?})"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The confidence is not between 0 and 1.</exception>
    /// <exception cref="InvalidOperationException">The model has more than two classes.</exception>
    /// <exception cref="LogRegException">The model has no <see cref="ModelInference.Covariance"/>.</exception>
    public ConfidenceInterval PredictInterval(IReadOnlyDictionary<string, object?> row, double confidence = 0.95) =>
        IntervalOf(ToSpanRow(row), OffsetOf(row), confidence);

    private ConfidenceInterval IntervalOf(ReadOnlySpan<double> row, double offset, double confidence)
    {
        double quantile = QuantileOf(confidence);
        double logOdds = LogOdds(row) + offset;
        double margin = quantile * Math.Sqrt(new LogOddsVarianceEvaluator(Variance()).Compute(row));
        return new ConfidenceInterval(LogisticFunctions.Sigmoid(logOdds - margin), LogisticFunctions.Sigmoid(logOdds + margin));
    }

    /// <summary>The covariance matrix of the standard errors, prepared for rows.</summary>
    private LogOddsVariance Variance()
    {
        RequireBinary();
        return _variance ??= VarianceOf(Inference?.Covariance ?? throw NoCovariance("an interval for a prediction"));
    }

    /// <summary>The inverse information matrix, prepared for rows.</summary>
    private LogOddsVariance ModelVariance()
    {
        RequireBinary();
        if (Training.ClassWeights.Count > 0 || Training.Prior is not null)
        {
            throw new LogRegException(
                "the model was trained with class weights or a prior, which change its probabilities after the fit, so its rows have no "
                    + "leverage",
                $"train it again without {Option.ClassWeights} and {Option.Prior}");
        }

        CoefficientCovariance? covariance = Inference is { StandardErrors: StandardErrorKind.Model }
            ? Inference.ModelCovariance ?? Inference.Covariance
            : Inference?.ModelCovariance;
        return VarianceOf(covariance ?? throw NoCovariance("the leverage of a row"));
    }

    private LogOddsVariance VarianceOf(CoefficientCovariance covariance) =>
        LogOddsVariance.Create(Layout, covariance, Inference!.Separation);

    private LogRegException NoCovariance(string what)
    {
        if (Inference is { Separation.Kind: SeparationKind.Complete })
        {
            return new LogRegException(
                $"the classes are completely separated, so no coefficient has a standard error, which {what} needs",
                $"train it again with {Option.Firth.On}, whose estimates are finite");
        }

        if (Inference is null && Updates.Count > 0)
        {
            return new LogRegException(
                $"the model was updated to newer rows, and an updated model keeps no standard errors, which {what} needs",
                "use the original, or train a new model with the newer rows");
        }

        if (Inference is null && Training.HasPenalty)
        {
            return new LogRegException(
                $"the model was trained with a penalty, so its coefficients have no standard errors, which {what} needs",
                Training.ClassWeights.Count > 0
                    ? OptionText.Of(
                        $"train without {Option.Penalty} and {Option.Lambda} and, for the class weights, with "
                            + $"{Option.StandardErrors.Is(StandardErrorKind.Hc1)}")
                    : OptionText.Of(
                        $"train without {Option.Penalty} and {Option.Lambda} or, if the classes are separated, with {Option.Firth.On}"));
        }

        if (Inference is null && Training.ClassWeights.Count > 0)
        {
            return new LogRegException(
                $"the model was trained with class weights, with which model-based standard errors are not valid, and {what} needs "
                    + $"standard errors",
                $"train it again with {Option.StandardErrors.Is(StandardErrorKind.Hc1)}");
        }

        return Inference is null
            ? new LogRegException(
                $"the model has no standard errors, which {what} needs",
                $"train it again without {Option.SkipInference}; models with too many coefficients and models of older versions have "
                    + $"none either")
            : new LogRegException(
                $"the model has no covariance matrix, which {what} needs",
                "models with more than 500 coefficients are saved without it: train with fewer features or levels");
    }

    private static double QuantileOf(double confidence) => confidence is > 0 and < 1
        ? StandardNormal.TwoSidedQuantile(confidence)
        : throw new ArgumentOutOfRangeException(
            nameof(confidence), confidence, $"The confidence level is {confidence}, but must be between 0 and 1.");
}
