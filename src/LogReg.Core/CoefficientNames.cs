using LogReg.Features;

namespace LogReg;

/// <summary>The map between the weights of an equation and the names of its coefficients.</summary>
internal static class CoefficientNames
{
    /// <summary>The name of a level's coefficient.</summary>
    public static string OfLevel(CategoricalFeature feature, int level) => $"{feature.Name}={feature.Levels[level]}";

    /// <summary>The coefficients of an equation by name: the intercept, then feature by feature, without reference levels.</summary>
    /// <exception cref="LogRegException">Two coefficients have the same name.</exception>
    public static Coefficients Table(IReadOnlyList<Feature> features, LinearEquation equation)
    {
        var values = new OrderedDictionary<string, double> { [Coefficients.InterceptName] = equation.Intercept };
        for (int index = 0; index < features.Count; index++)
        {
            if (features[index] is not CategoricalFeature categorical)
            {
                Add(values, features[index].Name, equation.Weights[index][0]);
                if (features[index] is NumericFeature { HasIndicator: true } numeric)
                {
                    Add(values, numeric.IndicatorName, equation.Weights[index][1]);
                }

                continue;
            }

            for (int level = 0; level < categorical.Levels.Count; level++)
            {
                if (categorical.Levels[level] != categorical.Reference)
                {
                    Add(values, OfLevel(categorical, level), equation.Weights[index][level]);
                }
            }
        }

        return new Coefficients(values);
    }

    private static void Add(OrderedDictionary<string, double> values, string name, double value)
    {
        if (!values.TryAdd(name, value))
        {
            throw new LogRegException($"two coefficients would have the name '{name}'", "rename one of the columns, or leave it out");
        }
    }
}
