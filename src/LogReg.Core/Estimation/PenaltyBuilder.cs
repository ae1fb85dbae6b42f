using LogReg.Objectives;
using LogReg.Terms;

namespace LogReg.Estimation;

/// <summary>From the options, which speak of columns, to the penalty of each parameter.</summary>
internal static class PenaltyBuilder
{
    /// <summary>The penalty of an equation's parameters.</summary>
    /// <param name="options">The options of the fit.</param>
    /// <param name="layout">The layout of the terms.</param>
    /// <param name="alpha">α, 0 to 1.</param>
    public static CompositePenalty Composite(LogisticRegression options, TermLayout layout, double alpha)
    {
        double[] factors = new double[layout.Count];
        bool[] isNonnegative = new bool[layout.Count];
        var groups = new List<int[]>();
        foreach (ParameterGroup feature in layout.Groups)
        {
            double factor = options.PenaltyFactors.GetValueOrDefault(feature.Name, 1);
            foreach (int parameter in feature.Parameters)
            {
                factors[parameter] = factor;
                isNonnegative[parameter] = options.NonnegativeColumns.Contains(feature.Name) && !layout.Indicators.Contains(parameter);
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
    /// <param name="layout">The layout of the terms.</param>
    public static Penalty Smooth(LogisticRegression options, TermLayout layout) =>
        options.Penalty == PenaltyKind.None ? Penalty.None : new Penalty(options.Lambda, Composite(options, layout, alpha: 0).Factors);
}
