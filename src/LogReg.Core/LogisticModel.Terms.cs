using LogReg.Terms;

namespace LogReg;

/// <content>What the terms of a formula do with a column.</content>
public sealed partial class LogisticModel
{
    /// <summary>Gets the values of a numeric feature at which its effect changes its form: the knots of splines and broken lines.</summary>
    /// <param name="feature">The name of the feature.</param>
    /// <returns>The values, ascending; empty for a feature without such a term, and for knots of a function that cannot be inverted, as in
    /// <c>spline(abs(x), 4)</c>.</returns>
    public IReadOnlyList<double> KnotsOf(string feature)
    {
        ArgumentNullException.ThrowIfNull(feature);
        return Layout.Cells.FirstOrDefault(cells => cells.Feature.Name == feature) is NumericCells numbers
            ? [.. numbers.Functions.SelectMany(factor => factor.ChangePoints).Distinct().Order()]
            : [];
    }
}
