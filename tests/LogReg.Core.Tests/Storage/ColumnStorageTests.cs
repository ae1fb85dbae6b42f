using LogReg.Storage;

namespace LogReg.Tests.Storage;

public sealed class ColumnStorageTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("logreg-storage-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Allocate_BeyondTheLimit_IsMappedAndKeepsItsValues()
    {
        using var storage = new ColumnStorage(heapBytes: 1000, residentBytes: long.MaxValue, _folder);
        ColumnValues<double> onHeap = storage.Allocate<double>(100);
        ColumnValues<double> mapped = storage.Allocate<double>(100);
        ColumnValues<int> later = storage.Allocate<int>(7);
        Assert.Equal((0, 8, 4), (onHeap.MappedBytes, mapped.MappedBytes, later.MappedBytes));
        Assert.True(storage.MappedBytes > 0);
        foreach (ColumnValues<double> values in (ColumnValues<double>[])[onHeap, mapped])
        {
            for (int row = 0; row < 100; row++)
            {
                values.AsSpan()[row] = row;
            }
        }

        later.AsSpan().Fill(-1);
        Assert.Equal(Enumerable.Range(0, 100).Select(row => (double)row), mapped.AsSpan().ToArray());
        Assert.Equal([98, 99], mapped.AsSpan(98, 2).ToArray());
        Assert.Equal([0, 1], mapped.Truncate(2).AsSpan().ToArray());
        Assert.Equal([0, 1, 2], onHeap.Slice(3).AsSpan().ToArray());
    }

    [Fact]
    public void Allocate_Released_ComesBackFromTheFile()
    {
        using var storage = new ColumnStorage(heapBytes: 0, residentBytes: 1, _folder);
        ColumnValues<int> values = storage.Allocate<int>(1 << 20);
        for (int row = 0; row < values.Length; row++)
        {
            values.AsSpan(row, 1)[0] = row;
        }

        // So much is said to be touched that the guard looks, and finds more in use than the one byte that is wanted.
        ResidentGuard.Touch(1 << 30);
        Assert.Equal(Enumerable.Range(0, values.Length), values.AsSpan().ToArray());
    }

    [Fact]
    public void Allocate_InAFolder_LeavesNothingToFind()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "there the file has a name until it is closed, which a crash does");
        using var storage = new ColumnStorage(heapBytes: 0, residentBytes: long.MaxValue, _folder);
        _ = storage.Allocate<double>(1000);
        Assert.Empty(Directory.GetFileSystemEntries(_folder));
    }

    [Fact]
    public void Allocate_ManyThreads_HandsOutEachPlaceOnce()
    {
        using var storage = new ColumnStorage(heapBytes: 1 << 16, residentBytes: long.MaxValue, _folder);
        var columns = new ColumnValues<int>[500];
        Parallel.For(0, columns.Length, column =>
        {
            columns[column] = storage.Allocate<int>(1000);
            columns[column].AsSpan().Fill(column);
        });
        Assert.All(Enumerable.Range(0, columns.Length), column => Assert.True(columns[column].AsSpan().IndexOfAnyExcept(column) < 0));
    }

    [Fact]
    public void Allocate_NoFolder_SaysWhatToDo()
    {
        using var storage = new ColumnStorage(heapBytes: 0, residentBytes: long.MaxValue, Path.Combine(_folder, "none"));
        LogRegException exception = Assert.Throws<LogRegException>(() => storage.Allocate<double>(1));
        Assert.Contains("rows do not fit in memory", exception.Message, StringComparison.Ordinal);
        Assert.Contains("CacheDirectory", exception.Hint?.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void CreateScope_OfALimit_IsMappedAtOnce()
    {
        using var storage = new ColumnStorage(heapBytes: 1 << 20, residentBytes: long.MaxValue, _folder);
        using ColumnStorage scope = storage.CreateScope();
        Assert.Equal(8, scope.Allocate<double>(1).MappedBytes);
        Assert.Same(ColumnStorage.Heap, ColumnStorage.Heap.CreateScope());
    }

    [Fact]
    public void Allocate_WithoutALimit_IsOutsideOfTheHeapOnceThereIsMuchOfIt()
    {
        using var storage = new ColumnStorage();
        var columns = new ColumnValues<double>[300];
        for (int column = 0; column < columns.Length; column++)
        {
            columns[column] = storage.Allocate<double>(16_384);
            columns[column].AsSpan().Fill(column);
        }

        // The first MiB comes and goes with the collector; nothing is in a file.
        Assert.Equal([0, 8], [columns[7].MappedBytes, columns[8].MappedBytes]);
        Assert.Equal(0, storage.MappedBytes);
        Assert.All(Enumerable.Range(0, columns.Length), column => Assert.True(columns[column].AsSpan().IndexOfAnyExcept(column) < 0));
        using ColumnStorage scope = storage.CreateScope();
        Assert.NotSame(ColumnStorage.Heap, scope);
    }

    [Fact]
    public void AsSpan_OutOfRange_Throws()
    {
        using var storage = new ColumnStorage(heapBytes: 0, residentBytes: long.MaxValue, _folder);
        ColumnValues<double> values = storage.Allocate<double>(10);
        Assert.Throws<ArgumentOutOfRangeException>(() => values.AsSpan(5, 6).Length);
        Assert.Throws<ArgumentOutOfRangeException>(() => values.AsSpan(-1, 2).Length);
        Assert.Throws<ArgumentOutOfRangeException>(() => values.AsSpan(0, -1).Length);
        Assert.Equal(0, values.AsSpan(10, 0).Length);
    }

    [Fact]
    public void Measure_OfThisProcess_IsPlausible()
    {
        var resident = ResidentMemory.Measure();
        Assert.InRange(resident.Total, 10L << 20, 1L << 40);
        Assert.InRange(resident.Mapped, 1L << 20, resident.Total);
    }
}
