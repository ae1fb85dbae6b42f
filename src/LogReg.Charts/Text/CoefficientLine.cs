using LogReg.Terms;

namespace LogReg.Charts.Text;

/// <summary>A coefficient with what a report says about it.</summary>
/// <param name="Description">What it is the coefficient of.</param>
/// <param name="Value">The change in the log-odds per unit.</param>
internal sealed record CoefficientLine(CoefficientDescription Description, double Value)
{
    /// <summary>Its name in the model: <c>age</c>, <c>sex=male</c>.</summary>
    public string Name => Description.Name;

    /// <summary>Whether it is the intercept.</summary>
    public bool IsIntercept => Description is { Feature: null, Term: null };

    /// <summary>Its feature; <see langword="null"/> for the intercept and for terms of a formula.</summary>
    public Feature? Feature => Description.Feature;

    /// <summary>Its level, if the feature is categorical.</summary>
    public string? Level => Description.Level;

    public double OddsRatio => Math.Exp(Value);

    /// <summary>The change in the log-odds per standard deviation of a number; <see langword="null"/> for anything else.</summary>
    public double? PerStandardDeviation => Value * Description.StandardDeviation;

    /// <summary>Standardises coefficients for comparison: a number's by its standard deviation, a level's not at all.</summary>
    public double Effect => PerStandardDeviation ?? Value;

    /// <summary>The coefficients of a class's equation, in the order of the features.</summary>
    public static IReadOnlyList<CoefficientLine> Of(LogisticModel model, string className) =>
    [
        .. model.CoefficientDescriptions.Zip(
            model.CoefficientsOf(className).Values, (description, value) => new CoefficientLine(description, value)),
    ];
}
