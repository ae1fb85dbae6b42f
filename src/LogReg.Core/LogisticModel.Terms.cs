using LogReg.Terms;

namespace LogReg;

/// <content>What the terms of a formula do with a column.</content>
public sealed partial class LogisticModel
{
    /// <summary>Gets the values of a numeric feature at which the splines and broken lines of a formula have their knots.</summary>
    /// <param name="feature">The name of the feature.</param>
    /// <returns>The values, ascending; empty for a feature without such a term. Knots of a function that cannot be inverted, as in
    /// <c>spline(abs(x), 4)</c>, are left out.</returns>
    public IReadOnlyList<double> KnotsOf(string feature) => CellsOf(feature, factor => factor.KnotCells);

    /// <summary>Gets the values of a numeric feature at which the intervals of a formula begin, as those of <c>cut(x, 25, 40)</c>: there
    /// its effect jumps.</summary>
    /// <param name="feature">The name of the feature.</param>
    /// <returns>The values, ascending; empty for a feature without such a term. Limits of a function that cannot be inverted are left
    /// out.</returns>
    public IReadOnlyList<double> LimitsOf(string feature) => CellsOf(feature, factor => factor.LimitCells);

    /// <summary>Whether a level of a categorical feature that training did not see, or a missing cell where training had none, counts as
    /// <c>(other)</c>, because the formula puts rare levels together with <c>lump</c>; if not, it counts as the reference level.</summary>
    /// <param name="feature">The name of the feature.</param>
    public bool CountsUnseenAsOther(string feature)
    {
        ArgumentNullException.ThrowIfNull(feature);
        return Layout.TakesUnseenAsOther(feature);
    }

    /// <summary>Gets the feature of which a coefficient tells by itself what it does.</summary>
    /// <param name="coefficient">One of <see cref="CoefficientDescriptions"/>.</param>
    /// <returns>The name of the feature; <see langword="null"/> for the intercept, for products, for features that other terms read, too,
    /// and for numbers that make up a curve (a spline, a polynomial or a broken line).</returns>
    public string? FeatureOf(CoefficientDescription coefficient)
    {
        ArgumentNullException.ThrowIfNull(coefficient);
        return Layout.Terms.FirstOrDefault(term => term.Parameters.Any(parameter => parameter.Name == coefficient.Name)) is Term own
            && own.Features.Count == 1
            && Layout.HasTermAlone(own.Features[0])
            && own is not FactorTerm { Factors: [NumberFactor { Names.Count: > 1 }] }
            ? Features[own.Features[0]].Name
            : null;
    }

    private double[] CellsOf(string feature, Func<TermFactor, IEnumerable<double>> cellsOf)
    {
        ArgumentNullException.ThrowIfNull(feature);
        IEnumerable<TermFactor> factors = Layout.Terms.OfType<FactorTerm>().SelectMany(term => term.Factors);
        return [.. factors.Where(factor => factor.Cells.Feature.Name == feature).SelectMany(cellsOf).Distinct().Order()];
    }
}
