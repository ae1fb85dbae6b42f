using System.Text;
using LogReg.Data;
using LogReg.Terms;

namespace LogReg.Tests.Terms;

public class TextTokensTests
{
    [Theory]
    [InlineData("Hello, WORLD 42!", 2, "hello|world|42|hello world|world 42")]
    [InlineData("", 2, "")]
    [InlineData("don't", 1, "don|t")]
    [InlineData("É ÉTÉ-Größe", 1, "é|été|größe")]
    [InlineData("a b c", 3, "a|b|c|a b|b c|a b c")]
    [InlineData("a b", 5, "a|b|a b")]
    [InlineData("स्तर 日本語", 1, "स्तर|日本語")]
    public void Read_Text_HasItsWordsAndSequences(string text, int grams, string expected)
    {
        var tokens = new TextTokens(grams);
        tokens.Read(Encoding.UTF8.GetBytes("something before"));
        tokens.Read(Encoding.UTF8.GetBytes(text));

        Assert.Equal(
            expected, string.Join('|', Enumerable.Range(0, tokens.Count).Select(index => Encoding.UTF8.GetString(tokens[index]))));
    }

    [Fact]
    public void Read_NotUtf8_SeparatesWords()
    {
        var tokens = new TextTokens(1);
        tokens.Read([(byte)'a', 0xFF, (byte)'b', 0xC3]);

        Assert.Equal(2, tokens.Count);
    }

    /// <summary>ln((1 + 4·10⁹)/(1 + 3·10⁹)) + 1 and ln((1 + 4·10⁹)/2) + 1: 1.2876820723684475 and 22.416413017756355.</summary>
    [Fact]
    public void Encode_WordInBillionsOfTexts_WeighsByItsFrequency()
    {
        var encoder = WordEncoder.OfTexts(new TextOptions(1, 1, 0, 0), ["often", "once"], [3_000_000_000, 1], 4_000_000_000);
        byte[] text = "often once"u8.ToArray();
        SparseRows rows = encoder.Encode(new TextColumn("t", text, [text.Length], 1));

        Assert.Equal(1.2876820723684475 / 22.416413017756355, rows.Values(0)[0] / rows.Values(0)[1], 12);
    }

    /// <summary>FNV-1a of 64 bits: of "" 0xcbf29ce484222325, of "a" 0xaf63dc4c8601ec8c.</summary>
    [Fact]
    public void BucketOf_Text_IsTheFoldedHash()
    {
        Assert.Equal((int)((0xcbf29ce4UL ^ 0x84222325UL) & 0xFFFF), WordEncoder.BucketOf(""u8, 16));
        Assert.Equal((int)((0xaf63dc4cUL ^ 0x8601ec8cUL) & 0xFFFFFF), WordEncoder.BucketOf("a"u8, 24));
    }
}
