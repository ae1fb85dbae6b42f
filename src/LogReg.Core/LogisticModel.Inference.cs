using LogReg.Inference;

namespace LogReg;

/// <content>Coefficient estimates with their uncertainty.</content>
public sealed partial class LogisticModel
{
    /// <summary>Gets the coefficients of an equation with their standard errors, p-values and confidence intervals.</summary>
    /// <param name="className">One of <see cref="ClassesWithEquation"/>; <see langword="null"/> for the positive class of a model with two
    /// classes.</param>
    /// <param name="confidence">The confidence level of the intervals, between 0 and 1; <see langword="null"/> for that of the fit.
    /// Profile-likelihood intervals are available only for the confidence level of the fit; for others, the intervals are Wald intervals,
    /// estimate ± z · standard error.</param>
    /// <exception cref="InvalidOperationException">The model has no <see cref="Inference"/>, or it has more than two classes and
    /// <paramref name="className"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">The class has no equation.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The confidence is not between 0 and 1.</exception>
    public IReadOnlyList<CoefficientEstimate> Estimates(string? className = null, double? confidence = null)
    {
        ModelInference inference = Inference ?? throw new InvalidOperationException(
            "The model has no inference: it was fitted with a penalty, without inference, or with too many coefficients.");
        string equation = className ?? (Target.IsBinary
            ? Target.Positive!
            : throw new InvalidOperationException("A model with more than two classes has estimates for each class: name a class."));
        Coefficients coefficients = CoefficientsOf(equation);
        double level = confidence ?? inference.Confidence;
        IReadOnlyList<ConfidenceInterval>? profiles = level == inference.Confidence
            ? inference.ProfileIntervals.GetValueOrDefault(equation)
            : null;
        double quantile = QuantileOf(level);
        var unbounded = inference.Separation.Unbounded.ToDictionary(one => one.Name, one => one.Direction);
        var aliased = inference.Aliased.Select(one => one.Name).ToHashSet();
        var undetermined = inference.Undetermined.ToHashSet();
        var estimates = new List<CoefficientEstimate>(coefficients.Count);
        foreach ((string name, double value) in coefficients)
        {
            int position = estimates.Count;
            string fullName = Target.NameOfCoefficient(equation, name);
            double error = inference.StandardErrorValues[equation][position];

            // Without a standard error, a coefficient that the data do not determine is only where the solver stopped.
            bool isUnknown = aliased.Contains(name) || (double.IsNaN(error) && undetermined.Contains(fullName));
            double estimate = unbounded.TryGetValue(fullName, out int direction) ? Limit(direction) : isUnknown ? double.NaN : value;
            ConfidenceInterval interval = profiles?[position]
                ?? new ConfidenceInterval(estimate - (quantile * error), estimate + (quantile * error));
            estimates.Add(new CoefficientEstimate(name, estimate, error, inference.PValues[equation][position], interval));
        }

        return estimates;
    }

    private static double Limit(int direction) => direction == 0 ? double.NaN : direction * double.PositiveInfinity;
}
