using LogReg.Collectives;
using LogReg.Design;
using LogReg.Estimation;
using LogReg.Objectives;

namespace LogReg.Tests.Collectives;

/// <summary>More rows than an array has room for: two processes have two billion each, the third one, which is looked at, a few.</summary>
public sealed class ManyRowsTests
{
    private const int Many = 2_000_000_000;
    private const long First = 2L * Many;
    private const int Few = 100;

    private static RowParts Rows => new([Many, Many, Few], new RowShares(new LastOfThree(), [0, 1, 2, 3]));

    [Fact]
    public void Parts_OfManyRows_CountThemAll()
    {
        Assert.Equal((First + Few, First, Few), (Rows.TotalCount, Rows.FirstRow, Rows.Count));
        Assert.Equal(new RowPart(2, 0, Few), Assert.Single(Rows.Own));
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
            [new DesignChunk(empty, Many), new DesignChunk(empty, Many), new DesignChunk(own, Few)], 2, [0, 1], shares);
        return new ClassificationData(
            design, [.. numbers.Select(number => (int)number % 2)], 2, [.. numbers.Select(number => number / 2)]);
    }
}
