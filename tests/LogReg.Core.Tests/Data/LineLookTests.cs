using System.Text;
using LogReg.Data;

namespace LogReg.Tests.Data;

/// <summary>A look at many bytes at a time sees what a look at one after the other sees.</summary>
public sealed class LineLookTests
{
    // More than the vectors that are counted in bytes, and a rest.
    private const int Length = (300 * 32) + 7;

    [Theory]
    [InlineData("", 0, false, false)]
    [InlineData("\n", 1, false, false)]
    [InlineData("a,b\r\n1,2\r\n", 2, false, false)]
    [InlineData("1\r2\r", 2, false, false)]
    [InlineData("1\n\n2", 2, false, true)]
    [InlineData("1\r\n\r\n2", 2, false, true)]
    [InlineData("1\r\r2", 2, false, true)]
    [InlineData("1\n 2", 1, false, true)]
    [InlineData("1\nx", 1, false, true)]
    [InlineData("x\n1", 1, false, false)]
    [InlineData("1\né", 1, false, true)]
    [InlineData("é\n1é", 1, false, false)]
    [InlineData("1\n\"2\"\n", 2, true, false)]
    public void Of_FewLines_SaysWhatTheyAre(string text, int lines, bool hasQuotes, bool hasUnusual)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);

        Assert.Equal(new LineLook(lines, hasQuotes, hasUnusual), LineLook.OfBytes(bytes, (byte)'"', (byte)'x'));
        Assert.Equal(new LineLook(lines, hasQuotes, hasUnusual), LineLook.Of(bytes, (byte)'"', (byte)'x'));
    }

    [Theory]
    [InlineData('"')]
    [InlineData(null)]
    public void Of_UglyBytesCutAnywhere_IsThatOfOneByteAfterTheOther(char? quote)
    {
        var random = new Random(1);
        for (int text = 0; text < 60; text++)
        {
            // Some texts have all kinds of bytes, most only some.
            byte[] alphabet = [.. Encoding.Latin1.GetBytes("a1,.x\n\n\r \t\"\0é\u007F").OrderBy(_ => random.Next()).Take(2 + (text % 12)), (byte)'1'];
            byte[] bytes = random.GetItems(alphabet, 150);
            for (int from = 0; from <= bytes.Length; from++)
            {
                ReadOnlySpan<byte> rest = bytes.AsSpan(from);
                Assert.Equal(LineLook.OfBytes(rest, (byte?)quote, (byte)'x'), LineLook.Of(rest, (byte?)quote, (byte)'x'));
                Assert.Equal(
                    LineLook.OfBytes(bytes.AsSpan(0, from), (byte?)quote, (byte)'x'),
                    LineLook.Of(bytes.AsSpan(0, from), (byte?)quote, (byte)'x'));
            }
        }
    }

    [Fact]
    public void Of_NothingButLineEnds_CountsAll()
    {
        Assert.Equal(Length, LineLook.Of(Enumerable.Repeat((byte)'\n', Length).ToArray(), null, (byte)'x').Lines);
        Assert.Equal(Length, LineLook.Of(Enumerable.Repeat((byte)'\r', Length).ToArray(), null, (byte)'x').Lines);
    }

    [Theory]
    [InlineData("\"", true, false)]
    [InlineData("\nx", false, true)]
    [InlineData("\n ", false, true)]
    [InlineData("\n\u0001", false, true)]
    [InlineData("\nÿ", false, true)]
    [InlineData("\rx", false, true)]
    public void Of_OneUnusualPlace_IsFoundWhereverItStands(string unusual, bool hasQuotes, bool hasUnusual)
    {
        byte[] text = Enumerable.Repeat((byte)'1', Length).ToArray();
        byte[] other = Encoding.Latin1.GetBytes(unusual);
        for (int place = 0; place + other.Length <= Length; place++)
        {
            other.CopyTo(text, place);
            LineLook look = LineLook.Of(text, (byte)'"', (byte)'x');
            Assert.Equal((hasQuotes, hasUnusual), (look.HasQuotes, look.HasUnusual));
            text.AsSpan(place, other.Length).Fill((byte)'1');
        }

        Assert.Equal(new LineLook(0, false, false), LineLook.Of(text, (byte)'"', (byte)'x'));
    }
}
