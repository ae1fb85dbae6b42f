using LogReg.Objectives;
using LogReg.Terms;

namespace LogReg.Estimation;

/// <summary>From the options, which speak of columns, to the penalty of each parameter.</summary>
internal static class PenaltyBuilder
{
    /// <summary>The penalty of an equation's parameters.</summary>
    /// <param name="options">The options of the fit.</param>
    /// <param name="map">The parameters of an equation.</param>
    /// <param name="alpha">α, 0 to 1.</param>
    public static CompositePenalty Composite(LogisticRegression options, TermLayout map, double alpha)
    {
        double[] factors = new double[map.Count];
        bool[] isNonnegative = new bool[map.Count];
        var groups = new List<int[]>();
        foreach (ParameterGroup feature in map.Groups)
        {
            double factor = options.PenaltyFactors.GetValueOrDefault(feature.Name, 1);
            foreach (int parameter in feature.Parameters)
            {
                factors[parameter] = factor;
                isNonnegative[parameter] = options.NonnegativeColumns.Contains(feature.Name) && !map.Indicators.Contains(parameter);
            }

            if (options.GroupLevels && feature.Parameters.Count > 1 && factor > 0 && alpha > 0)
            {
                groups.Add([.. feature.Parameters]);
            }
        }

        return new CompositePenalty(alpha, factors, isNonnegative, groups);
    }

    /// <summary>The smooth penalty of a fit without corners and bounds.</summary>
    /// <param name="options">The options of the fit.</param>
    /// <param name="map">The parameters of an equation.</param>
    public static Penalty Smooth(LogisticRegression options, TermLayout map) =>
        options.Penalty == PenaltyKind.None ? Penalty.None : new Penalty(options.Lambda, Composite(options, map, alpha: 0).Factors);
}
