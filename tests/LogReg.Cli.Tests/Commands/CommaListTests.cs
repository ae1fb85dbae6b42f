using LogReg.Cli.Commands;

namespace LogReg.Cli.Tests.Commands;

public class CommaListTests
{
    [Theory]
    [InlineData("a", "a")]
    [InlineData("a, b ,c", "a|b|c")]
    [InlineData("\"a,b\",c", "a,b|c")]
    [InlineData("", "")]
    [InlineData("a,,b", "a||b")]
    public void Split_AtCommas_KeepsQuotedOnes(string text, string expected) =>
        Assert.Equal(expected, string.Join('|', CommaList.Split(text)));

    [Theory]
    [InlineData("days(d, since 2020-01-01), b", "days(d, since 2020-01-01)|b")]
    [InlineData("log(a),(b", "log(a)|(b")]
    [InlineData("a),b", "a)|b")]
    public void Split_OfTerms_KeepsArguments(string text, string expected) =>
        Assert.Equal(expected, string.Join('|', CommaList.Split(text, keepsCalls: true)));
}
