using System.Buffers;
using LogReg.Data;
using LogReg.Sources.Columns;

namespace LogReg.Sources.Tests;

/// <summary>Columns that are read side by side, one of which fails.</summary>
public class ColumnTasksTests
{
    private static readonly int[] Columns = [4, 5, 6, 7];

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Read_AColumnThatFails_ReportsItAndDisposesOfTheOthers(int threads)
    {
        int lent = 0;
        Exception error = Assert.ThrowsAny<Exception>(() => ColumnTasks.Read(
            Columns,
            threads,
            column => column < 6
                ? ColumnCells.OfNumbers(new Memory(() => Interlocked.Decrement(ref lent), Interlocked.Increment(ref lent)), 1)
                : throw (column == 6 ? new InvalidOperationException("column 6") : new DataException("column 7")),
            TestContext.Current.CancellationToken));

        Assert.Equal("column 6", error.Message);
        Assert.Equal(0, lent);
    }

    [Fact]
    public void Read_Cancelled_SaysSoAndDisposesOfWhatWasRead()
    {
        using var stop = new CancellationTokenSource();
        int lent = 0;
        Assert.ThrowsAny<OperationCanceledException>(() => ColumnTasks.Read(
            Columns,
            threads: 1,
            _ =>
            {
                stop.Cancel();
                return ColumnCells.OfNumbers(new Memory(() => lent--, ++lent), 1);
            },
            stop.Token));
        Assert.Equal(0, lent);
    }

    private sealed class Memory(Action giveBack, int number) : IMemoryOwner<double>
    {
        Memory<double> IMemoryOwner<double>.Memory { get; } = new double[] { number };

        public void Dispose() => giveBack();
    }
}
