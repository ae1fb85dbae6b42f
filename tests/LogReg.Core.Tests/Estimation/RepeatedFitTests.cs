using LogReg.Data;

namespace LogReg.Tests.Estimation;

/// <summary>Fit after fit in one process. Managed memory belongs to the whole process: these tests run when no other does.</summary>
[Collection(nameof(StreamMemoryTests))]
public class RepeatedFitTests
{
    [Fact]
    public void Fit_AThousandTimes_KeepsNothing()
    {
        string folder = Directory.CreateTempSubdirectory("logreg-repeated-").FullName;
        try
        {
            FitOften(200, folder);
            (long memory, int files) = (GC.GetTotalMemory(forceFullCollection: true), OpenFiles());
            FitOften(1000, folder);

            // A megabyte is a kilobyte a fit: less than any of its tables.
            Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - memory, long.MinValue, 1 << 20);
            Assert.InRange(OpenFiles() - files, int.MinValue, 10);
            Assert.Empty(Directory.GetFileSystemEntries(folder));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void FitOften(int count, string folder)
    {
        var inMemory = new LogisticRegression();
        LogisticRegression limited = inMemory with { MemoryLimit = 1 << 20, CacheDirectory = folder };
        for (int fit = 0; fit < count; fit++)
        {
            using DataSource source = TextSource.File("birthwt.csv");
            Assert.True(
                (fit % 50 == 0 ? limited : inMemory).Fit(source, cancellationToken: TestContext.Current.CancellationToken).Converged);
        }
    }

    private static int OpenFiles() => OperatingSystem.IsLinux() ? Directory.GetFiles("/proc/self/fd").Length : 0;
}
