using System.Text;
using LogReg.Data;

namespace LogReg.Tests.Data;

/// <summary>The values of the reference implementation of XXH64.</summary>
public sealed class ChecksumTests
{
    [Theory]
    [InlineData("", 0, 0xEF46DB3751D8E999)]
    [InlineData("a", 0, 0xD24EC4F1A98C6E5B)]
    [InlineData("abc", 0, 0x44BC2CF5AD770999)]
    [InlineData("Nobody inspects the spammish repetition", 0, 0xFBCEA83C8A378BF1)]
    [InlineData("xxhash", 0, 0x32DD38952C4BC720)]
    [InlineData("xxhash", 20141025, 0xB559B98D844E0635)]
    public void Of_KnownTexts_AreThePublishedValues(string text, ulong seed, ulong expected) =>
        Assert.Equal(expected, Checksum.Of(Encoding.UTF8.GetBytes(text), seed));

    [Fact]
    public void Append_InPiecesOfAnySize_IsTheChecksumOfTheWhole()
    {
        byte[] bytes = [.. Enumerable.Range(0, 1000).Select(index => (byte)(index * 37))];
        ulong expected = Checksum.Of(bytes, seed: 7);
        for (int size = 1; size < 100; size++)
        {
            var checksum = new Checksum(seed: 7);
            foreach (byte[] piece in bytes.Chunk(size))
            {
                checksum.Append(piece);
            }

            Assert.Equal(expected, checksum.Value);
        }
    }

    [Fact]
    public void Of_AnyBitChanged_IsAnother()
    {
        byte[] bytes = [.. Enumerable.Range(0, 100).Select(index => (byte)(index * 37))];
        ulong expected = Checksum.Of(bytes);
        for (int bit = 0; bit < 8 * bytes.Length; bit++)
        {
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.NotEqual(expected, Checksum.Of(bytes));
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
        }
    }
}
