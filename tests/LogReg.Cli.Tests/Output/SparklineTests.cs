using LogReg.Cli.Output;
using LogReg.Solvers;

namespace LogReg.Cli.Tests.Output;

public class SparklineTests
{
    [Fact]
    public void Of_EvenSteps_ClimbsThroughAllBars()
    {
        double[] values = [0, 1, 2, 3, 4, 5, 6, 7];
        Assert.Equal("▁▂▃▄▅▆▇█", Sparkline.Of(values, drawsBlocks: true));
        Assert.Equal("_.:-=+*#", Sparkline.Of(values, drawsBlocks: false));
    }

    [Fact]
    public void Of_ALoss_FallsWithIt() => Assert.Equal("█▄▂▁▁", Sparkline.Of([0.8, 0.6, 0.5, 0.45, 0.44], drawsBlocks: true));

    [Fact]
    public void Of_EqualValues_IsFlat() => Assert.Equal("▁▁▁", Sparkline.Of([0.5, 0.5, 0.5], drawsBlocks: true));

    [Fact]
    public void Of_ManyValues_KeepsTheFirstAndTheLast()
    {
        string line = Sparkline.Of([.. Enumerable.Range(0, 8001).Select(value => 8000.0 - value)], drawsBlocks: true);
        Assert.Equal(Sparkline.MostCells, line.Length);
        Assert.Equal(('█', '▁'), (line[0], line[^1]));
        Assert.Equal(string.Concat(line.OrderDescending()), line);
    }

    [Fact]
    public void IsWorthwhile_FewOrInfiniteLosses_IsNot()
    {
        Assert.False(Sparkline.IsWorthwhile(History(3, 2, 1)));
        Assert.True(Sparkline.IsWorthwhile(History(4, 3, 2, 1)));
        Assert.False(Sparkline.IsWorthwhile(History(4, double.PositiveInfinity, 2, 1)));
    }

    private static IterationProgress[] History(params double[] losses) =>
        [.. losses.Select((loss, iteration) => new IterationProgress(iteration, loss, loss, 1, 1, 0, 0))];
}
