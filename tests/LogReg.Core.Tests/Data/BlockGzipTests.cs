using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using LogReg.Data;

namespace LogReg.Tests.Data;

/// <summary>Gzip in members that say how long they are, as bgzip writes it, is decompressed on several threads to the same bytes.</summary>
public sealed class BlockGzipTests
{
    private const int MemberBytes = 1000;

    private static readonly byte[] Text = Encoding.UTF8.GetBytes(
        "a,b\n" + string.Concat(
            Enumerable.Range(0, 20_000).Select(row => string.Create(CultureInfo.InvariantCulture, $"{row},{row * 7919 % 10007}\n"))));

    private static byte[] Member(ReadOnlySpan<byte> text)
    {
        byte[] gzip = CsvText.Gzip(text.ToArray());

        // The header of .NET has no extra field: ten bytes.
        byte[] member = [.. gzip[..3], 4, .. gzip[4..10], 6, 0, (byte)'B', (byte)'C', 2, 0, 0, 0, .. gzip[10..]];
        BinaryPrimitives.WriteUInt16LittleEndian(member.AsSpan(16), (ushort)(member.Length - 1));
        return member;
    }

    // Of an empty text .NET makes no file at all.
    private static readonly byte[] End =
        [0x1f, 0x8b, 8, 4, 0, 0, 0, 0, 0, 0xff, 6, 0, (byte)'B', (byte)'C', 2, 0, 0x1b, 0, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0];

    private static byte[] Blocks(byte[] text) => [.. text.Chunk(MemberBytes).SelectMany(chunk => Member(chunk))];

    private static byte[] Read(byte[] compressed, int threads)
    {
        using var text = new MemoryStream();
        using Utf8Input input = Utf8Input.Open(new MemoryStream(compressed, writable: false), new CsvDialect(), threads);
        input.Text.CopyTo(text);
        return text.ToArray();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void Read_Blocks_AreTheText(int threads)
    {
        Assert.Equal(Text, Read([.. Blocks(Text), .. End], threads));
        Assert.Equal([.. Text, .. Text], Read([.. Blocks(Text), .. End, .. Blocks(Text), .. End], threads));
        Assert.Equal([.. Text, .. Text], Read([.. Blocks(Text), .. CsvText.Gzip(Text)], threads));
        Assert.Equal([.. Text, .. Text], Read([.. CsvText.Gzip(Text), .. Blocks(Text), .. End], threads));
    }

    [Fact]
    public void ReadTable_Blocks_HasTheLinesOfTheFile()
    {
        byte[] text = [.. Text, .. "1,x,3\n"u8];
        DataException error = Assert.Throws<DataException>(
            () => CsvText.ReadAll(CsvText.Source([.. Blocks(text), .. End], new CsvOptions { Threads = 3 }, blockBytes: 4096)));

        Assert.Equal("data.csv, line 20002: expected 2 cells as in the first line, but found 3", error.Message);
    }

    [Fact]
    public void Read_DamagedBlocks_AreRefusedWithTheirPlace()
    {
        byte[] blocks = Blocks(Text);
        byte[] whole = [.. blocks, .. End];
        foreach (int at in new[] { 2 * whole.Length / 3, whole.Length / 2, 40 })
        {
            byte[] damaged = [.. whole];
            damaged[at] ^= 0x55;
            Assert.ThrowsAny<Exception>(() => Read(damaged, 2));
        }

        byte[] wrongSum = [.. whole];
        wrongSum[BinaryPrimitives.ReadUInt16LittleEndian(whole.AsSpan(16)) - 5] ^= 1;
        DataException error = Assert.Throws<DataException>(
            () => CsvText.ReadAll(CsvText.Source(wrongSum, new CsvOptions { Threads = 2 })));
        Assert.Equal("data.csv: the gzip data are damaged in the 1 MB from byte 0 on", error.Message);
        string cut = $"data.csv: the gzip data are cut off: they end without a mark after byte {blocks.Length:N0}";
        Assert.Equal(
            cut,
            Assert.Throws<DataException>(() => CsvText.ReadAll(CsvText.Source(blocks, new CsvOptions { Threads = 2 }))).Message);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Read_BlocksCutOffAnywhere_AreRefused(int threads)
    {
        byte[] whole = [.. Blocks(Text[..5000]), .. End];
        int[] ends = [.. Enumerable.Range(1, 5).Select(members => Blocks(Text[..(members * MemberBytes)]).Length)];
        foreach (int length in Enumerable.Range(20, whole.Length - 20).Where(length => length % 7 == 0).Union(ends))
        {
            Exception error = Assert.ThrowsAny<Exception>(() => Read(whole[..length], threads));
            Assert.True(SegmentReader.IsInputError(error), error.ToString());
        }
    }
}
