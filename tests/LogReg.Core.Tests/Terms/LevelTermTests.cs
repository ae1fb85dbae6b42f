using LogReg.Collectives;
using LogReg.Data;
using LogReg.Design;
using LogReg.Storage;
using LogReg.Terms;

namespace LogReg.Tests.Terms;

public class LevelTermTests
{
    // Of c:d the combination a:v has no rows, so it has no coefficient.
    private static readonly TermLayout Layout = new(
        [
            new NumericFeature("x", ImputeWith: 5, Mean: 3, StandardDeviation: 2),
            new CategoricalFeature("c", ["a", "b"], "b") { Shares = [0.25, 0.75] },
            new CategoricalFeature("d", ["u", "v", "w"], "u") { Shares = [0.25, 0.25, 0.5] },
        ],
        cells =>
        [
            .. cells.Select(one => one.CreateTerm()),
            new LevelTerm("c:d", [Levels(cells[1], hasAllLevels: true), Levels(cells[2])], [3, 4, 5], [0.25, 0.25, 0.25], []),
            new LevelTerm(
                "x:d", [new NumberFactor(cells[0], [], "x"), Levels(cells[2], hasAllLevels: true)], [0, 1, 2], [1, 0.5, 2], [5, 1, 8]),
        ]);

    private static readonly double[] Parameters = [0.5, -1, 2, 0.25, 3, -0.75, 1.25, 0.5, -0.5, 4, 2];

    [Fact]
    public void Layout_CombinationsWithRows_HaveCoefficients()
    {
        Assert.Equal(
            ["(intercept)", "x", "c=a", "d=v", "d=w", "c=b:d=v", "c=a:d=w", "c=b:d=w", "x:d=u", "x:d=v", "x:d=w"], Layout.Names);
        Assert.Equal([0.25, 0.25, 0.25], Layout.Descriptions.Skip(5).Take(3).Select(one => one.Share!.Value));
        Assert.Equal([2, Math.Sqrt(0.75), 2], Layout.Descriptions.Skip(8).Select(one => one.StandardDeviation!.Value));
    }

    [Fact]
    public void Encode_Products_AreCodesAndSparseColumns()
    {
        DesignMatrix design = Encode();
        Assert.Equal(
            [typeof(DenseGroup), typeof(CategoricalGroup), typeof(CategoricalGroup), typeof(CategoricalGroup), typeof(SparseGroup)],
            design.Chunks[0].Groups.Select(group => group.GetType()));
        Assert.Equal(3, design.Chunks[0].Groups[4].ColumnCount);
    }

    [Fact]
    public void LogOdds_RowChunkAndBlock_AreThoseOfTheDesignMatrix()
    {
        DesignMatrix design = Encode();
        double[] columns = new double[design.ColumnCount];
        double[] sizes = new double[design.ColumnCount];
        for (int parameter = 0; parameter < Parameters.Length; parameter++)
        {
            columns[Layout.ParameterColumns[parameter]] = Parameters[parameter];
            sizes[Layout.ParameterColumns[parameter]] = Math.Abs(Parameters[parameter]);
        }

        double[] expected = new double[5];
        design.Blocks[0].AddProduct(columns, expected);
        LinearEquation equation = OriginalScale.Equations(Layout, Parameters)[0];
        Assert.Equal([-0.75, 1.25, 0.5, 0], equation.Weights[3]);
        Assert.Equal([-0.25, 4 / Math.Sqrt(0.75), 1], equation.Weights[4]);

        TableChunk chunk = CreateChunk();
        double[] logOdds = new double[5];
        Layout.LogOdds(equation, chunk, logOdds);
        var block = new TermBlock(Layout);
        double[] ofBlock = new double[5];
        block.Fill(chunk, 0, 5).AddProduct(columns, ofBlock);
        double[] ofSizes = new double[5];
        block.Sizes(5).AddProduct(sizes, ofSizes);
        double[][] rows = [[1, 0, 1], [double.NaN, 1, 1], [-3, 0, 2], [4, 1, 0], [2, -1, -1]];
        for (int row = 0; row < rows.Length; row++)
        {
            Assert.Equal(expected[row], logOdds[row], 1e-12);
            Assert.Equal(expected[row], ofBlock[row], 1e-12);
            Assert.Equal(logOdds[row], Layout.LogOdds(equation, rows[row]));
            Assert.True(ofSizes[row] >= Math.Abs(expected[row]));
            double[] ofRow = new double[1];
            new TermBlock(Layout).Fill(rows[row]).AddProduct(columns, ofRow);
            Assert.Equal(expected[row], ofRow[0], 1e-12);
        }
    }

    [Fact]
    public void Deviation_OfCombinations_IsThatOfTheirContributions()
    {
        double[] weights = [2, -1, 4, 0];
        double mean = 0.25 * (2 - 1 + 4);
        double expected = Math.Sqrt((0.25 * (4 + 1 + 16)) - (mean * mean));
        Assert.Equal(expected, Layout.Terms[3].Deviation(new TermWeights([weights], 2), new bool[4]), 1e-14);

        // Without the second: the other three quarters of the rows.
        mean = (0.25 * (2 + 4)) / 0.75;
        expected = Math.Sqrt((0.25 * (4 + 16) / 0.75) - (mean * mean));
        Assert.Equal(expected, Layout.Terms[3].Deviation(new TermWeights([weights], 2), [false, true, false, false]), 1e-14);

        weights = [1, 2, -1];
        mean = 1 + 1 - 2;
        Assert.Equal(Math.Sqrt(5 + 4 + 8), Layout.Terms[4].Deviation(new TermWeights([weights], 2), new bool[3]), 1e-14);
        Assert.Equal(0, mean);
        Assert.Equal(double.PositiveInfinity, Layout.Terms[4].Deviation(new TermWeights([weights], 2), [true, false, false]));
    }

    [Fact]
    public void Combinations_MoreThanAreListed_AreFound()
    {
        CategoricalFeature wide = new("w", [.. Enumerable.Range(0, 2000).Select(level => $"l{level}")], null);
        var cells = new CategoricalCells(wide, 0);
        var factors = new LevelFactor[] { new OwnLevels(cells) { HasAllLevels = true }, new OwnLevels(cells) { HasAllLevels = true } };
        var combinations = new LevelCombinations(factors, [7, 2001, 3_999_999]);
        Assert.Equal(0, combinations.PlaceOf([7, 0]));
        Assert.Equal(1, combinations.PlaceOf([1, 1]));
        Assert.Equal(2, combinations.PlaceOf([1999, 1999]));
        Assert.Equal(-1, combinations.PlaceOf([1, 2]));
        Assert.Equal(-1, combinations.PlaceOf([-1, 0]));
        Assert.Equal([1, 1], combinations.LevelsOf(1));
    }

    private static OwnLevels Levels(FeatureCells cells, bool hasAllLevels = false) =>
        new((CategoricalCells)cells) { HasAllLevels = hasAllLevels };

    private static DesignMatrix Encode() => Layout.Encode(
        new TableBuilder()
            .AddNumeric("x", [1, double.NaN, -3, 4, 2])
            .AddCategorical("c", ["a", "b", "a", "b", "new"])
            .AddCategorical("d", ["v", "v", "w", "u", "new"])
            .Build(),
        [0, 1, 2],
        new RowSelection([null], new RowParts([5])),
        ColumnStorage.Heap,
        threads: 1);

    private static TableChunk CreateChunk() => new(0, 5,
    [
        new NumericColumn("x", (double[])[1, 5, -3, 4, 2], 5),
        new CategoricalColumn("c", (int[])[0, 1, 0, 1, CategoricalColumn.Unseen], 5, LevelTable.Of(["a", "b"]), 1, []),
        new CategoricalColumn("d", (int[])[1, 1, 2, 0, CategoricalColumn.Unseen], 5, LevelTable.Of(["u", "v", "w"]), 1, []),
    ]);
}
