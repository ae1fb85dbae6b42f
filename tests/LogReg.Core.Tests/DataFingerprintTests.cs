using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using LogReg.Collectives;
using LogReg.Data;
using LogReg.Storage;

namespace LogReg.Tests;

public sealed class DataFingerprintTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("logreg-test-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void OfFile_SmallFile_IsSha256()
    {
        string path = Write("small.csv", Encoding.UTF8.GetBytes("x,y\n1,0\n"));
        Assert.Equal(
            "sha256:" + Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path))),
            DataFingerprint.OfFile(path, TestContext.Current.CancellationToken));
    }

    // The expected checksum is that of an implementation of XXH64 in Python, from its specification.
    [Fact]
    public void OfFiles_LargeFiles_AreXxh64_HoweverTheyAreCut()
    {
        byte[] bytes = [.. Enumerable.Range(0, (16 << 20) + 1000).Select(place => (byte)((place * 7L) + (place / 251)))];
        const string Expected = "xxh64:5edee08c3dbf4bec";
        CancellationToken token = TestContext.Current.CancellationToken;
        Assert.Equal(Expected, DataFingerprint.OfFile(Write("whole.csv", bytes), token));
        string[] parts = [Write("1.csv", bytes[..5_000_001]), Write("2.csv", []), Write("3.csv", bytes[5_000_001..])];
        Assert.Equal(Expected, DataFingerprint.OfFiles(parts, token));
        bytes[^1]++;
        Assert.NotEqual(Expected, DataFingerprint.OfFile(Write("other.csv", bytes), token));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void OfBlocks_OfAnyNumberOfProcesses_IsTheChecksumOfTheBlocksChecksums(int size)
    {
        byte[] bytes = [.. Enumerable.Range(0, 100_003).Select(place => (byte)((place * 7L) + (place / 251)))];
        string[] parts = [Write("1.csv", bytes[..30_001]), Write("2.csv", []), Write("3.csv", bytes[30_001..])];
        const int BlockBytes = 4_096;
        byte[] ofBlocks =
        [
            .. bytes.Chunk(BlockBytes).SelectMany(
                block => Convert.FromHexString(Checksum.Of(block).ToString("x16", CultureInfo.InvariantCulture))),
        ];
        string expected = "xxh64-64m:" + Checksum.Of(ofBlocks).ToString("x16", CultureInfo.InvariantCulture);
        CancellationToken token = TestContext.Current.CancellationToken;
        ThreadCollective.Run(
            size,
            collective => Assert.Equal(expected, DataFingerprint.OfBlocks(parts, bytes.Length, BlockBytes, collective, token)));
    }

    [Fact]
    public void OfFiles_OfSeveralProcesses_IsThatOfOne()
    {
        string path = Write("small.csv", Encoding.UTF8.GetBytes("x,y\n1,0\n"));
        CancellationToken token = TestContext.Current.CancellationToken;
        string expected = DataFingerprint.OfFile(path, token);
        ThreadCollective.Run(3, collective => Assert.Equal(expected, DataFingerprint.OfFiles([path], collective, token)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void TakeFingerprint_OfAFileThatIsReadToItsEnd_IsThatOfItsBytes(bool isCompressed)
    {
        string text = "x,y\n" + string.Concat(Enumerable.Range(0, 200_000).Select(row => $"{row},{row % 2}\n"));
        string path = Write("data.csv", isCompressed ? Compress(text) : Encoding.UTF8.GetBytes(text));
        CancellationToken token = TestContext.Current.CancellationToken;
        using var source = (CsvSource)CsvSource.FromFile(path);
        source.TakeFingerprint();
        source.ReadHeader();
        Assert.Null(source.Fingerprint);
        ColumnRequest[] columns = [new("x", ColumnKind.Numeric), new("y", ColumnKind.Numeric)];
        source.ReadTable(columns, cancellationToken: token);
        Assert.Equal(TextOf(path), source.Fingerprint);
        Assert.StartsWith(DataFingerprint.ChecksumPrefix, source.Fingerprint, StringComparison.Ordinal);
    }

    // In more processes than two, or more threads, some bytes may be left to be read for the checksum alone.
    [Theory]
    [InlineData(2, 1)]
    [InlineData(2, 2)]
    [InlineData(3, 1)]
    [InlineData(7, 2)]
    public void TakeFingerprint_OfAFileThatProcessesShare_IsThatOfItsBytes(int size, int threads)
    {
        string text = "x,y\n" + string.Concat(Enumerable.Range(0, 1_000_000).Select(row => $"{row},{row % 2}\n"));
        string path = Write("data.csv", Encoding.UTF8.GetBytes(text));
        CancellationToken token = TestContext.Current.CancellationToken;
        string expected = TextOf(path);
        ThreadCollective.Run(size, collective =>
        {
            using var source = (CsvSource)CsvSource.FromFile(
                path, new CsvOptions { Threads = threads }, new CsvTuning { ChunkRows = 1000, BlockBytes = 10_000, LongestGap = 100_000 });
            source.TakeFingerprint();
            source.ReadShare([new("x", ColumnKind.Numeric), new("y", ColumnKind.Numeric)], ColumnStorage.Heap, collective, null, token);
            Assert.True(source.Fingerprint is not null || size > 2 || threads > 1);
            Assert.Equal(expected, source.CompleteFingerprint(token));
        });
    }

    [Fact]
    public void TakeFingerprint_OfAFileThatIsReplacedAfterALook_IsThatOfTheFileThatIsRead()
    {
        string text = "x,y\n" + string.Concat(Enumerable.Range(0, 200_000).Select(row => $"{row},{row % 2}\n"));
        string path = Write("data.csv", Encoding.UTF8.GetBytes(text));
        using var source = (CsvSource)CsvSource.FromFile(path);
        source.TakeFingerprint();
        source.ReadHeader();
        File.WriteAllText(path, text.Replace("0,0", "9,1", StringComparison.Ordinal));
        File.SetLastWriteTimeUtc(path, new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc));
        ColumnRequest[] columns = [new("x", ColumnKind.Numeric), new("y", ColumnKind.Numeric)];
        source.ReadTable(columns, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(TextOf(path), source.Fingerprint);
    }

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 6)]
    public void Agree_ProcessesThatSeeOtherFiles_BeginAgain(bool isSame, long expected) => ThreadCollective.Run(2, collective =>
    {
        var checksum = new FileChecksum(inBlocks: false);
        var stamp = new FileStamp(9, isSame ? 1 : collective.Rank);
        checksum.Open(stamp);
        checksum.Take(stamp, 0, new byte[5 + collective.Rank]);
        checksum.Agree(collective);
        Assert.Equal(expected, checksum.Position);
    });

    [Fact]
    public void Agree_OnAChecksumOfBlocks_LeavesItToEachProcess() => ThreadCollective.Run(2, collective =>
    {
        var checksum = new FileChecksum(inBlocks: true);
        checksum.Take(default, 0, new byte[5 + collective.Rank]);
        checksum.Agree(collective);
        checksum.Take(default, checksum.Position, []);
        var own = new BlockChecksum();
        own.Append(new byte[5 + collective.Rank]);
        Assert.Equal(BlockChecksum.TextOf(own.Blocks), checksum.Text);
    });

    [Fact]
    public void CompleteFingerprint_WithoutAnyReading_ReadsTheBytes()
    {
        string path = Write("data.csv", Encoding.UTF8.GetBytes("x,y\n1,0\n2,1\n"));
        CancellationToken token = TestContext.Current.CancellationToken;
        using var source = (CsvSource)CsvSource.FromFile(path);
        Assert.Throws<InvalidOperationException>(() => source.CompleteFingerprint(token));
        source.TakeFingerprint();
        Assert.Equal(TextOf(path), source.CompleteFingerprint(token));
    }

    [Fact]
    public void OfFile_NoFile_IsAnError()
    {
        Assert.Throws<DataException>(
            () => DataFingerprint.OfFile(Path.Combine(_folder, "none.csv"), TestContext.Current.CancellationToken));
        Assert.Throws<ArgumentException>(() => DataFingerprint.OfFiles([], TestContext.Current.CancellationToken));
    }

    private static string TextOf(string path)
    {
        var checksum = new Checksum();
        checksum.Append(File.ReadAllBytes(path));
        return checksum.ToString();
    }

    private static byte[] Compress(string text)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest))
        {
            gzip.Write(Encoding.UTF8.GetBytes(text));
        }

        return compressed.ToArray();
    }

    private string Write(string name, byte[] content)
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllBytes(path, content);
        return path;
    }
}
