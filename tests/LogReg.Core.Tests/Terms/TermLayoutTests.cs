using LogReg.Data;
using LogReg.Design;
using LogReg.Storage;
using LogReg.Terms;

namespace LogReg.Tests.Terms;

public class TermLayoutTests
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
        var layout = new TermLayout(Features);
        Assert.Equal(9, layout.ColumnCount);
        Assert.Equal([3, 1, 6, 2], Enumerable.Range(0, 4).Select(layout.FirstColumn));

        // Feature by feature, without the reference b; the category without a reference has all its levels, and a column for others, which
        // has no coefficient.
        Assert.Equal([0, 3, 5, 1, 6, 7, 2], layout.ParameterColumns.ToArray());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Encode_Table_StandardisesImputesAndCodes(bool reuse)
    {
        DesignMatrix design =
            new TermLayout(Features).Encode(
                CreateTable(), [0, 1, 2, 3], new RowSelection([null], new([4])), reuse ? null : ColumnStorage.Heap, threads: 1);
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
        DesignMatrix design =
            new TermLayout(Features).Encode(
                CreateTable(), [0, 1, 2, 3], new RowSelection([[1, 3]], new([4])), ColumnStorage.Heap, threads: 2);
        Assert.Equal(2, design.Parts.Count);
        Assert.Equal([1, 0.5], Columns(design)[1]);
    }

    [Fact]
    public void Encode_WithoutReuse_LeavesTheTableAsItIs()
    {
        Table table = CreateTable();
        new TermLayout(Features).Encode(table, [0, 1, 2, 3], new RowSelection([null], new([4])), ColumnStorage.Heap, threads: 1);
        Assert.Equal([1, double.NaN, 3, 4], ((NumericColumn)table.Chunks[0].Columns[1]).Values.ToArray());
        Assert.Equal([0, 1, -1, 2], ((CategoricalColumn)table.Chunks[0].Columns[0]).Codes.ToArray());
    }

    [Fact]
    public void Names_ScalesAndGroups_AreInTheOrderOfTheParameters()
    {
        var layout = new TermLayout([.. Features, new NumericFeature("age", 30, 28, 4) { MissingShare = 0.2 }]);
        Assert.Equal(["(intercept)", "c=a", "c=(missing)", "x", "all=u", "all=v", "constant", "age", "missing(age)"], layout.Names);
        Assert.Equal([1, 1, 1, 2, 1, 1, 1, 4, 0.4], layout.Scales.ToArray());
        Assert.Equal([0, 0, 0, 3, 0, 0, 7, 28, 0.2], layout.Means.ToArray());
        Assert.Equal([[1, 2], [3], [4, 5], [6], [7, 8]], layout.Groups.Select(group => group.Parameters));
        Assert.Equal([8], layout.Indicators);
        Assert.Equal([1, 0, 0, -1.5, 0, 0, -7, -7, -0.5], layout.FunctionalOf(0));
        Assert.Equal([0, 0, 0, 0.5, 0, 0, 0, 0, 0], layout.FunctionalOf(3));
    }

    [Fact]
    public void TermBlock_OfChunkOrRow_HasTheColumnsOfTheDesignMatrix()
    {
        Feature[] features = [.. Features, new NumericFeature("age", 30, 28, 4) { MissingShare = 0.2 }];
        var layout = new TermLayout(features);
        Table table = new TableBuilder()
            .AddCategorical("c", ["a", "b", null, "z"])
            .AddNumeric("x", [1, double.NaN, 3, 4])
            .AddCategorical("all", ["v", "u", "u", "v"])
            .AddNumeric("constant", [7, 7, double.NaN, 7])
            .AddNumeric("age", [20, double.NaN, 30, 40])
            .Build();
        double[][] design = Columns(
            layout.Encode(table, [0, 1, 2, 3, 4], new RowSelection([null], new([4])), ColumnStorage.Heap, threads: 1));

        // As a model reads them: the codes of its own levels, and rows of numbers.
        Column[] cells =
        [
            new CategoricalColumn(
                "c",
                (int[])[0, 1, CategoricalColumn.Missing, CategoricalColumn.Unseen],
                4,
                LevelTable.Of(["a", "b", "(missing)"]),
                1,
                ["z"]),
            table.Chunks[0].Columns[1],
            new CategoricalColumn("all", (int[])[1, 0, 0, 1], 4, LevelTable.Of(["u", "v"]), 0, []),
            table.Chunks[0].Columns[3],
            table.Chunks[0].Columns[4],
        ];
        double[][] rows =
        [
            [0, 1, 1, 7, 20],
            [1, double.NaN, 0, 7, double.NaN],
            [double.NaN, 3, 0, double.NaN, 30],
            [CategoricalFeature.UnseenLevel, 4, 1, 7, 40],
        ];
        for (int column = 0; column < layout.ColumnCount; column++)
        {
            double[] unit = new double[layout.ColumnCount];
            unit[column] = 1;
            double[] ofChunk = new double[4];
            new TermBlock(layout).Fill(new TableChunk(0, 4, cells), 0, 4).AddProduct(unit, ofChunk);
            Assert.Equal(design[column], ofChunk);
            for (int row = 0; row < rows.Length; row++)
            {
                double[] ofRow = new double[1];
                new TermBlock(layout).Fill(rows[row]).AddProduct(unit, ofRow);
                Assert.Equal(design[column][row], ofRow[0]);
            }
        }
    }

    [Theory]
    [InlineData(0, "Known")]
    [InlineData(double.NaN, "Known")]
    [InlineData(CategoricalFeature.UnseenLevel, "Unseen")]
    public void StateOf_LevelOfAFeatureThatKnowsMissingCells_TellsUnseenFromMissing(double value, string expected) =>
        Assert.Equal(expected, new TermLayout(Features).Cells[0].StateOf(value).ToString());

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
        double[][] columns = [.. Enumerable.Range(0, design.ColumnCount).Select(_ => new double[design.Parts.Count])];
        for (int column = 0; column < columns.Length; column++)
        {
            double[] unit = new double[columns.Length];
            unit[column] = 1;
            design.Blocks[0].AddProduct(unit, columns[column]);
        }

        return columns;
    }
}
