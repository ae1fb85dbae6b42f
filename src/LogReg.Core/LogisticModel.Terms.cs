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

    private double[] CellsOf(string feature, Func<TermFactor, IEnumerable<double>> cellsOf)
    {
        ArgumentNullException.ThrowIfNull(feature);
        IEnumerable<TermFactor> factors = Layout.Terms.OfType<FactorTerm>().SelectMany(term => term.Factors);
        return [.. factors.Where(factor => factor.Cells.Feature.Name == feature).SelectMany(cellsOf).Distinct().Order()];
    }
}
