using System.Text;
using LogReg.Data;

namespace LogReg.Tests.Data;

public sealed class PlainLinesTests
{
    // More than the vectors that are counted in bytes, and a rest.
    private const int Length = (300 * 32) + 7;

    [Theory]
    [InlineData("", 0)]
    [InlineData("\n", 1)]
    [InlineData("a,b\n1,2\n\n3,4", 3)]
    public void CountsTheLineFeeds(string text, int lines) =>
        Assert.Equal(lines, PlainLines.Count(Encoding.UTF8.GetBytes(text), (byte)'"'));

    [Fact]
    public void CountsAsManyAsOneByteAfterTheOther()
    {
        var random = new Random(1);
        for (int length = 0; length < 200; length++)
        {
            byte[] text = PlainText(length, random);
            Assert.Equal(PlainLines.CountBytes(text, (byte)'"'), PlainLines.Count(text, (byte)'"'));
        }

        byte[] feeds = Enumerable.Repeat((byte)'\n', Length).ToArray();
        Assert.Equal(Length, PlainLines.Count(feeds, (byte)'"'));
    }

    [Theory]
    [InlineData(0)]
    [InlineData('\r')]
    [InlineData('"')]
    [InlineData(0x80)]
    [InlineData(0xFF)]
    public void FindsAnyOtherByteWhereverItStands(int other)
    {
        byte[] text = PlainText(Length, new Random(2));
        for (int place = 0; place < Length; place++)
        {
            byte kept = text[place];
            text[place] = (byte)other;
            Assert.Equal(PlainLines.NotPlain, PlainLines.Count(text, (byte)'"'));
            Assert.Equal(PlainLines.NotPlain, PlainLines.CountBytes(text, (byte)'"'));
            text[place] = kept;
        }
    }

    [Theory]
    [InlineData('\'', null)]
    [InlineData('"', null)]
    [InlineData('"', '\'')]
    [InlineData('\'', '"')]
    [InlineData(0x7F, '"')]
    [InlineData(1, null)]
    public void AnotherQuoteIsText(int character, char? quote)
    {
        byte[] text = Enumerable.Repeat((byte)character, 100).ToArray();
        Assert.Equal(0, PlainLines.Count(text, (byte?)quote));
    }

    private static byte[] PlainText(int length, Random random)
    {
        byte[] text = new byte[length];
        for (int index = 0; index < length; index++)
        {
            text[index] = random.Next(4) == 0 ? (byte)'\n' : (byte)"a1,. ;\t"[random.Next(7)];
        }

        return text;
    }
}
