using LogReg.Data;
using LogReg.Design;
using LogReg.Features;
using LogReg.Storage;

namespace LogReg.Tests.Features;

public class FeatureEncoderTests
{
    private static readonly Feature[] Features =
    [
        new CategoricalFeature("c", ["a", "b", "(missing)"], "b"),
        new NumericFeature("x", ImputeWith: 5, Mean: 3, StandardDeviation: 2),
        new CategoricalFeature("all", ["u", "v"], null),
        new NumericFeature("constant", 7, 7, 0),
    ];

    [Fact]
    public void Columns_OfFeatures_AreInterceptNumbersThenLevels()
    {
        var encoder = new FeatureEncoder(Features);
        Assert.Equal(9, encoder.ColumnCount);
        Assert.Equal([3, 1, 6, 2], Enumerable.Range(0, 4).Select(encoder.FirstColumn));

        // Feature by feature, without the reference b; the category without a reference has all its levels, and a column for others, which has no coefficient.
        Assert.Equal([0, 3, 5, 1, 6, 7, 2], encoder.ParameterColumns());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Encode_Table_StandardisesImputesAndCodes(bool reuse)
    {
        DesignMatrix design = new FeatureEncoder(Features).Encode(CreateTable(), [0, 1, 2, 3], new RowSelection([null], [4]), reuse ? null : ColumnStorage.Heap, threads: 1);
        Assert.Equal(
            [
                [1, 1, 1, 1],
                [-1, 1, 0, 0.5],
                [0, 0, 0, 0],
                [1, 0, 0, 0],
                [0, 1, 0, 1],
                [0, 0, 1, 0],
                [0, 1, 1, 0],
                [1, 0, 0, 1],
                [0, 0, 0, 0],
            ],
            Columns(design));
    }

    [Fact]
    public void Encode_ChosenRows_TakesThoseAlone()
    {
        DesignMatrix design = new FeatureEncoder(Features).Encode(CreateTable(), [0, 1, 2, 3], new RowSelection([[1, 3]], [4]), ColumnStorage.Heap, threads: 2);
        Assert.Equal(2, design.RowCount);
        Assert.Equal([1, 0.5], Columns(design)[1]);
    }

    [Fact]
    public void Encode_WithoutReuse_LeavesTheTableAsItIs()
    {
        Table table = CreateTable();
        new FeatureEncoder(Features).Encode(table, [0, 1, 2, 3], new RowSelection([null], [4]), ColumnStorage.Heap, threads: 1);
        Assert.Equal([1, double.NaN, 3, 4], ((NumericColumn)table.Chunks[0].Columns[1]).Values.ToArray());
        Assert.Equal([0, 1, -1, 2], ((CategoricalColumn)table.Chunks[0].Columns[0]).Codes.ToArray());
    }

    [Fact]
    public void Levels_AndMissingCode_AreThoseOfTheFeature()
    {
        var encoder = new FeatureEncoder(Features);
        Assert.Equal(["a", "b", "(missing)"], encoder.Levels(0)!);
        Assert.Null(encoder.Levels(1));
        Assert.Equal(2, encoder.MissingCode(0));
        Assert.Equal(-1, encoder.MissingCode(2));
    }

    [Fact]
    public void Equals_FeaturesOfTheSameContent_AreEqual()
    {
        Assert.Equal(new CategoricalFeature("c", ["a", "b"], "a"), new CategoricalFeature("c", new List<string> { "a", "b" }, "a"));
        Assert.NotEqual(new CategoricalFeature("c", ["a", "b"], "a"), new CategoricalFeature("c", ["b", "a"], "a"));
        Assert.NotEqual(new CategoricalFeature("c", ["a", "b"], "a"), new CategoricalFeature("c", ["a", "b"], null));
    }

    [Fact]
    public void Equals_OtherShares_AreNotEqual()
    {
        var feature = new CategoricalFeature("c", ["a", "b"], "a") { Shares = [0.25, 0.75] };
        Assert.Equal(feature, feature with { Shares = new List<double> { 0.25, 0.75 } });
        Assert.NotEqual(feature, feature with { Shares = [0.75, 0.25] });
        Assert.NotEqual(feature, feature with { Shares = null });
        Assert.NotEqual(feature with { Shares = null }, feature);
    }

    // The level z is unknown and counts as the reference.
    private static Table CreateTable() => new TableBuilder()
        .AddCategorical("c", ["a", "b", null, "z"])
        .AddNumeric("x", [1, double.NaN, 3, 4])
        .AddCategorical("all", ["v", "u", "u", "v"])
        .AddNumeric("constant", [7, 7, double.NaN, 7])
        .Build();

    private static double[][] Columns(DesignMatrix design)
    {
        double[][] columns = [.. Enumerable.Range(0, design.ColumnCount).Select(_ => new double[design.RowCount])];
        for (int column = 0; column < columns.Length; column++)
        {
            double[] unit = new double[columns.Length];
            unit[column] = 1;
            design.Blocks[0].AddProduct(unit, columns[column]);
        }

        return columns;
    }
}
