using LogReg.Collectives;
using LogReg.Design;
using LogReg.Tests.Objectives;

namespace LogReg.Tests.Design;

public class ArrowDesignTests
{
    [Fact]
    public void Of_CategoriesOfThreeAndTwoLevels_SetsTheWiderApart()
    {
        ArrowDesign arrow = ArrowDesign.Of(Sample(), Sample().Parts.Count)!;

        // The intercept, a number, two of three levels, one of two.
        Assert.Equal([0, 1, 4], arrow.CoreParameters);
        Assert.Equal([2, 3], arrow.TailParameters);
        Assert.Equal(4, arrow.Core.ColumnCount);
        Assert.Equal([0, 1, 3], arrow.Core.ParameterColumns);
        double[] product = new double[4];
        arrow.Core.Blocks[0].AddProduct([1, 10, 100, 1000], product);
        Assert.Equal([111, 121, 1031, 1041], product);
    }

    internal static double[][] Border(ArrowDesign arrow, double[] weights, int threads)
    {
        double[][] sums = arrow.NewBorder();
        arrow.AddToBorder(weights, sums, threads, TestContext.Current.CancellationToken);
        return arrow.BorderOf(sums);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    public void Border_AnyThreads_HoldsTheSumsOfTheTailsLevels(int threads)
    {
        double[][] border =
            Border(ArrowDesign.Of(ObjectiveSamples.Repeat(Sample(), 3), 12)!, [1, 2, 3, 4, 1, 2, 3, 4, 1, 2, 3, 4], threads);
        Assert.Equal(3, border.Length);
        Assert.Equal([3 * 5, 3 * 4], border[0]);
        Assert.Equal([3 * (4 + 9), 3 * 16], border[1]);
        Assert.Equal([3 * 3, 3 * 4], border[2]);
    }

    [Fact]
    public void Of_NoCategory_IsNone() => Assert.Null(ArrowDesign.Of(DesignMatrix.InterceptOnly(RowParts.Whole(100)), 100));

    [Fact]
    public void Of_CategoryAlone_IsNone() =>
        Assert.Null(ArrowDesign.Of(new DesignMatrix([new DesignChunk([new CategoricalGroup(0, 2, new int[] { 0, 1 })], 2)], 2, [0, 1]), 2));

    [Fact]
    public void Of_EliminationDearerThanThePasses_IsNone()
    {
        double[] numbers = [1, 2];
        var chunk = new DesignChunk(
            [new DenseGroup(0, [.. Enumerable.Repeat(numbers, 100)]), new CategoricalGroup(100, 2000, new int[] { 0, 1999 })], 2);
        Assert.Null(ArrowDesign.Of(new DesignMatrix([chunk], 2100, [.. Enumerable.Range(0, 2100)]), chunk.RowCount));
    }

    // Levels 0, 1, 1, 2 of three and 0, 0, 1, 1 of two.
    private static DesignMatrix Sample() => ObjectiveSamples.CreateDesign([[1, 2, 3, 4]], [[0, 1, 1, 2], [0, 0, 1, 1]]);
}
