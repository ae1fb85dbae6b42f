using LogReg.Collectives;
using LogReg.Data;
using LogReg.Design;
using LogReg.Estimation;
using LogReg.Numerics;
using LogReg.Objectives;

namespace LogReg.Tests.Collectives;

/// <summary>More rows than an array has room for: two processes have two billion each, the third one, which is looked at, a few.</summary>
public sealed class ManyRowsTests
{
    // Chunks of each of the other processes.
    private const int Many = 125_000;
    private const int ChunkRows = 16_384;
    private const long First = 2L * Many * ChunkRows;
    private const int Few = 100;

    private static RowParts Rows => new(
        [.. Enumerable.Repeat(ChunkRows, 2 * Many), Few], new RowShares(new LastOfThree(), [0, Many, 2 * Many, (2 * Many) + 1]));

    [Fact]
    public void Parts_OfManyRows_CountThemAll()
    {
        Assert.Equal((First + Few, First, Few), (Rows.TotalCount, Rows.FirstRow, Rows.Count));
        Assert.Equal(new RowPart(2 * Many, 0, Few), Assert.Single(Rows.Own));
    }

    [Fact]
    public void Gather_OfRowsBeyondTwoBillion_TakesThoseRows()
    {
        ClassificationData data = Data();
        ClassificationData gathered = data.Gather([First + 7, First + 99, First, First + 7]);
        Assert.Equal([1, 1, 0, 1], gathered.Classes);
        Assert.Equal([3.5, 49.5, 0, 3.5], gathered.Weights!);
        Assert.Equal([7, 99, 0, 7], gathered.Design.ValuesOf(1));
    }

    [Fact]
    public void Data_OfManyRows_CountObservationsOfAll()
    {
        ClassificationData data = Data();
        Assert.Equal(First + Few, new ClassificationData(data.Design, data.Classes, 2).WeightSum);
        Assert.Equal(First + Few, RowTotals.Of(data).RowCount);
        Assert.Equal(Few, data.Design.Blocks.Sum(block => block.RowCount));
        Assert.All(data.Design.Blocks, block => Assert.InRange(block.FirstRow, 0, Few - 1));
    }

    /// <summary>Of a class of 6.8 billion rows and a share of a fifth the product does not fit into 64 bits.</summary>
    [Fact]
    public void HoldOut_OfAClassOfBillions_TakesItsShareOfTheOwn()
    {
        var rows = new RowParts([1, 1, Few], new RowShares(new LastOfThree(others: 3_400_000_000), [0, 1, 2, 3]));
        bool[] isTest = HoldOut.Draw(new int[Few], 1, rows, testSize: 0.2, seed: 1);
        Assert.InRange(isTest.Count(test => test), (Few / 5) - 1, (Few / 5) + 1);
        Assert.Equal(1_360_000_020, EvenShare.UpTo(6_800_000_100, 1_360_000_020, 6_800_000_100));
        Assert.Equal(680_000_010, EvenShare.UpTo(3_400_000_050, 1_360_000_020, 6_800_000_100, start: 6_800_000_099));
    }

    [Fact]
    public void Uses_OfMoreRowsThanAnArrayHasRoomFor_AreRefused()
    {
        Table few = new TableBuilder().AddNumeric("x", [1, 2]).Build();
        var many = new Table(few.Columns, few.Chunks, First) { Shares = Rows.Shares };
        var asked = new LogisticRegression { Target = "x", GathersRowUses = true };
        DataException error = Assert.Throws<DataException>(() => FitRunner.RequireRoomForUses(asked.ToPlan(), many));
        Assert.Equal(
            "a report made during training needs to know how each of the 4,096,000,000 rows was used, and one process has room for "
                + "2,147,483,591",
            error.Message);
        FitRunner.RequireRoomForUses((asked with { GathersRowUses = false }).ToPlan(), many);
    }

    [Fact]
    public void Folds_OfManyRows_DealTheOwn()
    {
        var folds = FoldAssignment.Stratified(Data().Classes, 2, Rows, folds: 5, seed: 1);
        Assert.Equal(Few, folds.FoldOf.Length);
        Assert.All(folds.CountRows(), count => Assert.Equal(Few / 5, count));
    }

    private static ClassificationData Data()
    {
        double[] numbers = [.. Enumerable.Range(0, Few).Select(row => (double)row)];
        double[] ones = [.. numbers.Select(_ => 1.0)];
        ColumnGroup[] own = [new DenseGroup(0, [ones, numbers])];
        ColumnGroup[] empty = [new DenseGroup(0, [Array.Empty<double>(), Array.Empty<double>()])];
        RowShares shares = Rows.Shares!;
        var design = new DesignMatrix(
            [.. Enumerable.Repeat(new DesignChunk(empty, ChunkRows), 2 * Many), new DesignChunk(own, Few)], 2, [0, 1], shares);
        return new ClassificationData(
            design, [.. numbers.Select(number => (int)number % 2)], 2, [.. numbers.Select(number => number / 2)]);
    }
}
