using LogReg.Charts.Text;

namespace LogReg.Charts.Tests.Text;

public sealed class PrintableTests
{
    [Theory]
    [InlineData("plain, größe, 日本", "plain, größe, 日本")]
    [InlineData("a\nb\tc\u001b[31m", "a·b·c·[31m")]
    [InlineData("\u202aa\u202bb\u202cc\u202dd\u202e", "·a·b·c·d·")]
    [InlineData("\u2066a\u2067b\u2068c\u2069d\u200ee\u200ff\u061cg", "·a·b·c·d·e·f·g")]
    [InlineData("\u0085\u009f\u007f\u2028\u2029", "·····")]
    public void Line_CharactersThatAreNotSeen_AreDots(string text, string expected) => Assert.Equal(expected, Printable.Line(text));

    [Fact]
    public void Line_AWordOfManyCharacters_KeepsBothEnds()
    {
        string line = Printable.Line($"the column {new string('a', 35_000)}{new string('z', 35_000)} is constant");
        Assert.InRange(line.Length, 300, 340);
        Assert.StartsWith("the column aaa", line, StringComparison.Ordinal);
        Assert.EndsWith("zzz is constant", line, StringComparison.Ordinal);
        Assert.Contains("a…z", line, StringComparison.Ordinal);
    }

    [Fact]
    public void Shorten_SurrogatePairs_AreKeptWhole()
    {
        string emoji = string.Concat(Enumerable.Repeat("😀", 100));
        for (int longest = 10; longest < 30; longest++)
        {
            string shortened = Printable.Shorten("x" + emoji, longest);
            Assert.InRange(shortened.Length, longest - 2, longest);
            Assert.Equal(shortened, new string([.. shortened.EnumerateRunes().SelectMany(rune => rune.ToString())]));
        }
    }

    [Fact]
    public void Json_CharactersThatAreNotSeen_AreEscaped() =>
        Assert.Equal("{\n  \"a\": \"\\u202Ex\\u0085\"\n}", Printable.Json("{\n  \"a\": \"\u202Ex\u0085\"\n}"));
}
