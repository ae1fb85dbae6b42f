using LogReg.Cli.Output;

namespace LogReg.Cli.Tests.Output;

public class PrintableTests
{
    [Theory]
    [InlineData("age", "age")]
    [InlineData("Größe 年齢", "Größe 年齢")]
    [InlineData("a\u001b[2Jb\r\nc", "a·[2Jb··c")]
    [InlineData("a\u202Eb\u200Bc", "a·b·c")]
    public void Line_UnprintableCharacters_BecomeDots(string text, string expected) => Assert.Equal(expected, Printable.Line(text));

    [Fact]
    public void Cut_ALongText_EndsWithAnEllipsis() => Assert.Equal("abc…", Printable.Cut("abcdef", 4));
}
