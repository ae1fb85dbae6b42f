using LogReg.Inference;

namespace LogReg.Charts.Text;

/// <summary>The Wald tests of columns through the terms of a formula, as a table.</summary>
internal static class ColumnTestText
{
    private const string None = "–";

    /// <summary>The tests of each column: of all its coefficients, of those of curves, of those of products.</summary>
    /// <param name="model">A model with such tests.</param>
    public static ReportTable Table(LogisticModel model)
    {
        (string Label, ChiSquaredTest Test)[] tests = [.. model.ColumnTests.SelectMany(RowsOf)];
        var table = new ReportTable("column, all terms", model.Inference!.IsRobust ? "robust Wald χ²" : "Wald χ²", "df", "p");
        IReadOnlyList<string> statistics = NumberFormat.AlignPoints(
            [.. tests.Select(one => double.IsNaN(one.Test.Statistic) ? None : NumberFormat.Significant(one.Test.Statistic, 5))]);
        for (int index = 0; index < tests.Length; index++)
        {
            ChiSquaredTest test = tests[index].Test;
            table.Add(
                tests[index].Label,
                statistics[index],
                NumberFormat.Exact(test.DegreesOfFreedom),
                double.IsNaN(test.PValue) ? "" : NumberFormat.PValue(test.PValue));
        }

        return table;
    }

    /// <summary>Explains the signs in the table.</summary>
    /// <param name="model">The model.</param>
    public static IEnumerable<string> Notes(LogisticModel model) =>
        model.ColumnTests.SelectMany(RowsOf).Any(row => double.IsNaN(row.Test.Statistic))
            ? ["–: no Wald test: a coefficient has no estimate, or the covariance matrix of the coefficients is singular."]
            : [];

    private static IEnumerable<(string Label, ChiSquaredTest Test)> RowsOf(ColumnTest test)
    {
        yield return (Printable.Cut(test.Column, CoefficientTable.LongestName), test.Overall);
        if (test.NonLinearity is ChiSquaredTest curve)
        {
            yield return (test.LinearIn == test.Column ? "  non-linearity" : $"  non-linearity in {test.LinearIn}", curve);
        }

        if (test.Products is ChiSquaredTest products)
        {
            yield return ("  products", products);
        }
    }
}
