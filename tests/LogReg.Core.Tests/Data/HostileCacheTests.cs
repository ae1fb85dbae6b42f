using System.Buffers.Binary;
using System.Text;
using LogReg.Data;

namespace LogReg.Tests.Data;

/// <summary>Caches that nobody but a person can have made: every checksum is right, a value is not.</summary>
public sealed class HostileCacheTests : IDisposable
{
    private static readonly (string Name, byte Kind)[] Usual = [("n", TableCache.NumericKind), ("c", TableCache.CategoricalKind)];

    private readonly string _folder = Directory.CreateTempSubdirectory("logreg-cache-").FullName;
    private readonly string _path;

    public HostileCacheTests()
    {
        _path = Path.Combine(_folder, "table.logreg");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void ReadTable_SoundValues_AreRead()
    {
        Write(Describe(2, Usual), [1, 2], "äb"u8.ToArray()[..3], [double.NaN, -0.5], [-1, 1]);
        DataException exception = Assert.Throws<DataException>(() => ReadAll());
        Assert.Contains("damaged", exception.Message, StringComparison.Ordinal);
        Write(Describe(2, Usual), [2, 1], "äb"u8.ToArray(), [double.NaN, -0.5], [-1, 1]);
        Table table = ReadAll();
        Assert.Equal(["ä", "b"], table.Columns[1].Levels!);
        Assert.Equal([-1, 1], ((CategoricalColumn)table.Chunks[0].Columns[1]).Codes.ToArray());
    }

    [Theory]
    [InlineData(2)]
    [InlineData(-2)]
    [InlineData(int.MaxValue)]
    [InlineData(int.MinValue)]
    public void ReadTable_ACodeOutOfRange_IsRefused(int code) => Refuses(Describe(2, Usual), [1, 1], "ab"u8.ToArray(), [1, 2], [0, code]);

    [Theory]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void ReadTable_ANumberThatIsNotFinite_IsRefused(double number) =>
        Refuses(Describe(2, Usual), [1, 1], "ab"u8.ToArray(), [number, 2], [0, 1]);

    [Theory]
    [InlineData(-1, 3)]
    [InlineData(1, 2)]
    [InlineData(1, 0)]
    [InlineData(int.MaxValue, int.MaxValue)]
    public void ReadTable_LengthsThatAreWrong_AreRefused(int first, int second) =>
        Refuses(Describe(2, Usual), [first, second], "ab"u8.ToArray(), [1, 2], [0, 1]);

    [Fact]
    public void ReadTable_TextsThatAreWrong_AreRefused()
    {
        Refuses(Describe(2, Usual), [1, 1], [0xff, 0x61], [1, 2], [0, 1]);
        Refuses(Describe(2, Usual), [1, 1], "aa"u8.ToArray(), [1, 2], [0, 1]);
    }

    [Fact]
    public void ReadTable_ADescriptionThatIsWrong_IsRefused()
    {
        byte[] usual = Describe(2, Usual);
        byte[][] wrong =
        [
            [],
            usual[..^1],
            [.. usual, 0],
            Describe(0, Usual),
            Describe(-1, Usual),
            Describe(3, Usual),
            Describe(long.MaxValue, Usual),
            Describe(2, []),
            Describe(2, ("n", TableCache.NumericKind), ("n", TableCache.CategoricalKind)),
            Describe(2, ("n", TableCache.NumericKind), ("c", 3)),
            Describe(2, ("n", TableCache.NumericKind), ("c", 0)),
            Change(usual, 8, int.MaxValue),
            Change(usual, 8, -1),
            Change(usual, 12, int.MaxValue),
            Change(usual, 12, -1),
        ];
        Assert.All(wrong, description => Refuses(description, [1, 1], "ab"u8.ToArray(), [1, 2], [0, 1]));
        byte[] badName = [.. usual];
        badName[^2] = 0xff;
        Refuses(badName, [1, 1], "ab"u8.ToArray(), [1, 2], [0, 1]);
        byte[] longName = [.. usual];
        longName[^3] = 0x7f;
        Refuses(longName, [1, 1], "ab"u8.ToArray(), [1, 2], [0, 1]);
    }

    private static byte[] Describe(long rows, params (string Name, byte Kind)[] columns)
    {
        using var description = new MemoryStream();
        using var writer = new BinaryWriter(description, Encoding.UTF8);
        writer.Write(rows);
        writer.Write(0);
        writer.Write(columns.Length);
        foreach ((string name, byte kind) in columns)
        {
            writer.Write(name);
            writer.Write(kind);
        }

        writer.Write(false);
        writer.Write(0);
        writer.Write(0);

        writer.Flush();
        return description.ToArray();
    }

    private static byte[] Change(byte[] description, int place, int value)
    {
        byte[] changed = [.. description];
        BinaryPrimitives.WriteInt32LittleEndian(changed.AsSpan(place), value);
        return changed;
    }

    private static byte[] Part(byte[] bytes, int part) =>
        [.. BitConverter.GetBytes((long)bytes.Length), .. bytes, .. BitConverter.GetBytes(Checksum.Of(bytes, TableCache.PartSeed(part)))];

    private static byte[] Block(byte[] bytes, int column) =>
        [.. bytes, .. BitConverter.GetBytes(Checksum.Of(bytes, TableCache.BlockSeed(0, column)))];

    private void Refuses(byte[] description, int[] lengths, byte[] text, double[] numbers, int[] codes)
    {
        Write(description, lengths, text, numbers, codes);
        Assert.Contains("this cache is damaged", Assert.Throws<DataException>(() => ReadAll()).Message, StringComparison.Ordinal);
    }

    private void Write(byte[] description, int[] lengths, byte[] text, double[] numbers, int[] codes) => File.WriteAllBytes(
        _path,
        [
            .. TableCache.Signature,
            .. Part(description, 0),
            .. Part([.. lengths.SelectMany(BitConverter.GetBytes)], 1),
            .. Part(text, 2),
            .. Block([.. numbers.SelectMany(BitConverter.GetBytes)], 0),
            .. Block([.. codes.SelectMany(BitConverter.GetBytes)], 1),
        ]);

    private Table ReadAll()
    {
        var source = CsvSource.FromFile(_path);
        return source.ReadTable(
            [.. source.ReadColumnNames().Select(name => new ColumnRequest(name, ColumnKind.Inferred))],
            cancellationToken: TestContext.Current.CancellationToken);
    }
}
