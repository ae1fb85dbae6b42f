using LogReg.Estimation;

namespace LogReg.Tests.Estimation;

public sealed class FoldTasksTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(8)]
    public void Run_SeveralPiecesFail_ThrowsTheFaultOfTheFirst(int threads)
    {
        using var second = new ManualResetEventSlim(threads == 1);
        var fault = Assert.Throws<InvalidOperationException>(() => FoldTasks.Run<int>(
            4,
            threads,
            oneByOne: false,
            (piece, _) =>
            {
                if (piece == 0)
                {
                    second.Wait(TimeSpan.FromSeconds(2), TestContext.Current.CancellationToken);
                }

                second.Set();
                throw new InvalidOperationException($"piece {piece}");
            },
            TestContext.Current.CancellationToken));
        Assert.Equal("piece 0", fault.Message);
    }

    [Fact]
    public void Run_OneByOne_GivesEachPieceAllThreads()
    {
        var running = new List<int>();
        int[] threads = FoldTasks.Run(
            5,
            threads: 3,
            oneByOne: true,
            (piece, own) =>
            {
                running.Add(piece);
                return own;
            },
            TestContext.Current.CancellationToken);
        Assert.Equal([0, 1, 2, 3, 4], running);
        Assert.Equal([3, 3, 3, 3, 3], threads);
    }
}
