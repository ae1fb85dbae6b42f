using LogReg.Data;
using LogReg.Solvers;

namespace LogReg.Tests.Estimation;

/// <summary>What a stream holds of its file. Managed memory belongs to the whole process: these tests run when no other does.</summary>
[Collection(nameof(StreamMemoryTests))]
[CollectionDefinition(nameof(StreamMemoryTests), DisableParallelization = true)]
public class StreamMemoryTests
{
    [Fact]
    public void Fit_StreamOf600000Rows_KeepsOnlyAWindow()
    {
        const int Rows = 600_000;
        const int Columns = 12;
        var memory = new MemoryWatch();
        LogisticFit fit =
            new LogisticRegression
            {
                Solver = SolverKind.StochasticGradient,
                StochasticGradient = new StochasticGradientOptions { Stream = true, Epochs = 1 },
            }
                .Fit(
                    CsvSource.FromStream(() => new GeneratedCsv(Rows, Columns), "generated"),
                    memory,
                    TestContext.Current.CancellationToken);
        Assert.Equal(Rows, fit.Data.TrainingRows);
        Assert.InRange(memory.Samples, 20, int.MaxValue);

        // The table alone would be 58 MB; windows in flight take up to 30.
        Assert.InRange(memory.MostBytes, 0, (Rows * Columns * sizeof(double)) - 1);
    }

    private sealed class MemoryWatch : IProgress<TrainingProgress>
    {
        private readonly long _before = GC.GetTotalMemory(true);
        private int _reports;

        public long MostBytes { get; private set; }

        public int Samples { get; private set; }

        public void Report(TrainingProgress value)
        {
            if (++_reports % 5 == 0)
            {
                Samples++;
                MostBytes = Math.Max(MostBytes, GC.GetTotalMemory(true) - _before);
            }
        }
    }
}
