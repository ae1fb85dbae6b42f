using LogReg.Data;
using LogReg.Design;
using LogReg.Storage;
using LogReg.Terms;

namespace LogReg.Tests.Terms;

public class DerivedTermTests
{
    private static readonly TermLayout Layout = new(
        [
            new NumericFeature("x", ImputeWith: 5, Mean: 3, StandardDeviation: 2),
            new CategoricalFeature("c", ["a", "b"], "b") { Shares = [0.25, 0.75] },
            new NumericFeature("z", ImputeWith: 1, Mean: 1, StandardDeviation: 4),
        ],
        cells =>
        [
            .. cells.Select(one => one.CreateTerm()),
            new DerivedTerm(
                "x:z",
                [new NumberFactor((NumericCells)cells[0], [], "x"), new NumberFactor((NumericCells)cells[2], [], "z")],
                means: [6],
                covariance: [64]),
        ]);

    private static readonly double[] Parameters = [0.5, -1, 2, 0.25, 3];

    [Fact]
    public void Layout_TermOfTwoFeatures_HasItsOwnColumnNameAndGroup()
    {
        Assert.Equal(["(intercept)", "x", "c=a", "z", "x:z"], Layout.Names);
        Assert.Equal([1, 4, 2, 3], Enumerable.Range(0, 4).Select(Layout.FirstColumn));
        Assert.Equal(["x", "c", "z", "x:z"], Layout.Groups.Select(group => group.Name));
        Assert.Equal([4], Layout.Groups[3].Parameters);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Encode_TermOfTwoFeatures_ReadsTheCellsAsTheyAreInTheTable(bool overwritesTable)
    {
        DesignMatrix design =
            Layout.Encode(
                CreateTable(), [0, 1, 2], new RowSelection([[0, 1, 3]], new([4])), overwritesTable ? null : ColumnStorage.Heap, threads: 1);
        Assert.Equal([-1, 1, 0.5], Column(design, 1));
        Assert.Equal([0.25, -0.25, 0], Column(design, 2));
        Assert.Equal([-0.5, -0.75, -0.25], Column(design, 3));
    }

    [Fact]
    public void LogOdds_RowAndChunk_AreThoseOfTheDesignMatrix()
    {
        DesignMatrix design = Layout.Encode(CreateTable(), [0, 1, 2], new RowSelection([null], new([4])), ColumnStorage.Heap, threads: 1);
        double[] columns = new double[design.ColumnCount];
        for (int parameter = 0; parameter < Parameters.Length; parameter++)
        {
            columns[Layout.ParameterColumns[parameter]] = Parameters[parameter];
        }

        double[] expected = new double[4];
        design.Blocks[0].AddProduct(columns, expected);
        LinearEquation equation = OriginalScale.Equations(Layout, Parameters)[0];
        Assert.Equal([4, 0.375], [equation.Weights.Length, equation.Weights[3][0]]);

        double[][] rows = [[1, 0, 2], [double.NaN, 1, 0], [3, 0, 0], [4, 1, double.NaN]];
        Column[] cells =
        [
            .. CreateTable().Chunks[0].Columns.Take(1),
            new CategoricalColumn("c", (int[])[0, 1, 0, 1], 4, LevelTable.Of(["a", "b"]), 0, []),
            .. CreateTable().Chunks[0].Columns.Skip(2),
        ];
        foreach (FeatureCells feature in Layout.Cells)
        {
            feature.Impute(cells[feature.Place]);
        }

        var chunk = new TableChunk(0, 4, cells);
        double[] logOdds = new double[4];
        Layout.LogOdds(equation, chunk, logOdds);
        double[] ofBlock = new double[4];
        new TermBlock(Layout).Fill(chunk, 0, 4).AddProduct(columns, ofBlock);
        for (int row = 0; row < rows.Length; row++)
        {
            Assert.Equal(expected[row], logOdds[row], 1e-12);
            Assert.Equal(expected[row], ofBlock[row], 1e-12);
            Assert.Equal(expected[row], Layout.LogOdds(equation, rows[row]), 1e-12);
            double[] ofRow = new double[1];
            new TermBlock(Layout).Fill(rows[row]).AddProduct(columns, ofRow);
            Assert.Equal(expected[row], ofRow[0], 1e-12);
        }
    }

    private static Table CreateTable() => new TableBuilder()
        .AddNumeric("x", [1, double.NaN, 3, 4])
        .AddCategorical("c", ["a", "b", "a", "b"])
        .AddNumeric("z", [2, 0, 0, double.NaN])
        .Build();

    private static double[] Column(DesignMatrix design, int column)
    {
        double[] unit = new double[design.ColumnCount];
        unit[column] = 1;
        double[] values = new double[design.Parts.Count];
        design.Blocks[0].AddProduct(unit, values);
        return values;
    }
}
