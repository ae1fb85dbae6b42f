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
}
