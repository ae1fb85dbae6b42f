using LogReg.Checking;
using LogReg.Data;
using LogReg.Estimation;
using LogReg.Terms;

namespace LogReg.Tests.Collectives;

/// <summary>The quantiles of the numbers in a formula, which processes find together for many columns at once, and not at all where nobody
/// looks at them.</summary>
public class SharedQuantileTests
{
    private const int RowCount = 700;

    // The last column is empty, and others have missing cells.
    private static readonly Table Data = SharedRows.Rechunk(
        Enumerable.Range(0, 12).Aggregate(
            new TableBuilder(),
            (builder, column) => builder.AddNumeric($"x{column}", [.. Enumerable.Range(0, RowCount).Select(row =>
                column == 11 || row % 13 == column ? double.NaN : Math.Sin(row * (column + 1)) * column)])).Build(),
        100);

    /// <summary>One that tells which rows are selected, one that tells which of them have numbers, and 16 that find the digits.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(12)]
    public void Quantiles_OfAnyNumberOfColumns_TakeAsManyExchanges(int columns)
    {
        string whole = Find(Data);
        Assert.Equal(18, SharedRows.CountExchanges(Data, 3, own => Assert.Equal(whole, Find(own))));

        string Find(Table table) => ObjectDump.Of(
            new TrainingCells(table, [.. Enumerable.Range(0, columns)], SelectedCells.AllRows(table), null).WithQuantiles(
                [.. Enumerable.Range(0, columns).Select(column => new NumericFeature($"x{column}", 0, 0, 1))], _ => true));
    }

    [Fact]
    public void Quantiles_OfAFold_AreLeftOut()
    {
        Table table = new TableBuilder()
            .AddNumeric("x", [.. Enumerable.Range(0, 40).Select(row => Math.Sin(row))])
            .AddCategorical("y", [.. Enumerable.Range(0, 40).Select(row => row % 3 == 0 ? "no" : "yes")])
            .Build();
        FitPlan plan = new LogisticRegression { Target = "y", Formula = "y ~ x + x^2" }.ToPlan();
        var roles = ColumnRoles.Resolve(["x", "y"], plan, source: null, SourceDescription.Table);
        var input = new TrainingInput(table, roles);
        TrainingRows rows = TrainingRows.Choose(plan, input);
        var encoder = new RowEncoder(plan, input);

        Assert.Equal(21, QuantilesOf(encoder.FitFeatures(rows.Training, threads: 1))!.Count);
        Assert.Null(QuantilesOf(encoder.FitFold(rows.Training, ["x"], threads: 1)));

        static IReadOnlyList<double>? QuantilesOf(FeatureFit fit) => ((NumericFeature)fit.Layout.Features[0]).Quantiles;
    }
}
