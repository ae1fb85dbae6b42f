using LogReg.Terms;

namespace LogReg.Charts.Text;

/// <summary>A coefficient with what a report says about it.</summary>
/// <param name="Name">Its name in the model: <c>age</c>, <c>sex=male</c>.</param>
/// <param name="Feature">Its feature; <see langword="null"/> for the intercept.</param>
/// <param name="Level">Its level, if the feature is categorical.</param>
/// <param name="Value">The change of the log-odds for one unit more.</param>
internal sealed record CoefficientLine(string Name, Feature? Feature, string? Level, double Value)
{
    /// <summary>Whether it is that of a number's missing cells.</summary>
    public bool IsIndicator { get; init; }

    public double OddsRatio => Math.Exp(Value);

    /// <summary>The change of the log-odds for one standard deviation more of a number; <see langword="null"/> for anything else.</summary>
    public double? PerStandardDeviation => Feature is NumericFeature numeric && !IsIndicator ? Value * numeric.StandardDeviation : null;

    /// <summary>Standardises coefficients for comparison: a number's by its standard deviation, a level's not at all.</summary>
    public double Effect => PerStandardDeviation ?? Value;

    /// <summary>The coefficients of a class's equation, in the order of the features.</summary>
    public static IReadOnlyList<CoefficientLine> Of(LogisticModel model, string className)
    {
        Coefficients coefficients = model.CoefficientsOf(className);
        var lines = new List<CoefficientLine>(coefficients.Count) { new(Coefficients.InterceptName, null, null, coefficients.Intercept) };
        foreach (Feature feature in model.Features)
        {
            if (feature is not CategoricalFeature categorical)
            {
                lines.Add(new CoefficientLine(feature.Name, feature, null, coefficients[feature.Name]));
                if (feature is NumericFeature { HasIndicator: true } numeric)
                {
                    lines.Add(
                        new CoefficientLine(numeric.IndicatorName, feature, null, coefficients[numeric.IndicatorName])
                        {
                            IsIndicator = true,
                        });
                }

                continue;
            }

            foreach (string level in categorical.Levels.Where(level => level != categorical.Reference))
            {
                string name = $"{feature.Name}={level}";
                lines.Add(new CoefficientLine(name, feature, level, coefficients[name]));
            }
        }

        return lines;
    }
}
