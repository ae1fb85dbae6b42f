using LogReg.Objectives;
using LogReg.Terms;

namespace LogReg.Estimation;

/// <summary>From the options, which speak of columns or terms, to the penalty of each parameter.</summary>
internal static class PenaltyBuilder
{
    /// <summary>The penalty of an equation's parameters.</summary>
    /// <param name="plan">The plan of the fit.</param>
    /// <param name="layout">The layout of the terms.</param>
    /// <param name="alpha">α, 0 to 1.</param>
    public static CompositePenalty Composite(FitPlan plan, TermLayout layout, double alpha)
    {
        double[] factors = new double[layout.Count];
        bool[] isNonnegative = new bool[layout.Count];
        var groups = new List<int[]>();
        foreach ((Term term, ParameterGroup own) in layout.Terms.Zip(layout.Groups))
        {
            double factor = plan.PenaltyFactors.GetValueOrDefault(term.Key, 1);
            bool isBounded = plan.NonnegativeColumns.Contains(term.Key);
            if (isBounded && own.Parameters.Count > 1 && term.Parameters[0].Description.Term is not null)
            {
                throw new LogRegException(
                    $"the term {MessageText.Quote(term.Name)} has {own.Parameters.Count} coefficients, but "
                        + $"{Option.NonnegativeColumns} is for terms with one: the sign of one of several says little",
                    $"leave the term out of {Option.NonnegativeColumns}");
            }

            foreach (int parameter in own.Parameters)
            {
                factors[parameter] = factor;
                isNonnegative[parameter] = isBounded && !layout.Indicators.Contains(parameter);
            }

            if (plan.GroupLevels && own.Parameters.Count > 1 && factor > 0 && alpha > 0)
            {
                groups.Add([.. own.Parameters]);
            }
        }

        return new CompositePenalty(alpha, factors, isNonnegative, groups);
    }

    /// <summary>The smooth penalty of a fit without corners and bounds.</summary>
    /// <param name="plan">The plan of the fit.</param>
    /// <param name="layout">The layout of the terms.</param>
    public static Penalty Smooth(FitPlan plan, TermLayout layout) =>
        plan.Penalty == PenaltyKind.None ? Penalty.None : new Penalty(plan.Lambda, Composite(plan, layout, alpha: 0).Factors);
}
