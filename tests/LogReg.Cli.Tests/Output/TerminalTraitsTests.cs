using LogReg.Cli.Streams;

namespace LogReg.Cli.Tests.Output;

public class TerminalTraitsTests
{
    [Theory]
    [InlineData("", true, false)]
    [InlineData("NO_COLOR=1", false, false)]
    [InlineData("NO_COLOR=", true, false)]
    [InlineData("TERM=dumb", false, false)]
    [InlineData("TERM=xterm-256color", true, false)]
    [InlineData("CLICOLOR=0", false, false)]
    [InlineData("CLICOLOR=1", true, false)]
    [InlineData("FORCE_COLOR=1", true, true)]
    [InlineData("FORCE_COLOR=0", true, false)]
    [InlineData("CLICOLOR_FORCE=1", true, true)]
    [InlineData("CLICOLOR_FORCE=0", true, false)]
    [InlineData("FORCE_COLOR=1 TERM=dumb", true, true)]
    [InlineData("FORCE_COLOR=1 NO_COLOR=1", false, false)]
    public void Color_OfVariables_FollowsTheConventions(string variables, bool allows, bool forces)
    {
        TerminalTraits traits = Of(variables);
        Assert.Equal((allows, forces), (traits.AllowsColor, traits.ForcesColor));
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("LANG=en_GB.UTF-8", true)]
    [InlineData("LANG=C.utf8", true)]
    [InlineData("LANG=C", false)]
    [InlineData("LANG=de_DE.ISO-8859-1", false)]
    [InlineData("LANG=en_GB.UTF-8 LC_ALL=C", false)]
    [InlineData("LANG=C LC_CTYPE=en_GB.UTF-8", true)]
    public void IsUnicode_OfTheLocale_IsThatOfTheFirstVariable(string variables, bool expected) =>
        Assert.Equal(expected, Of(variables).IsUnicode);

    [Theory]
    [InlineData("", 132, 132)]
    [InlineData("", 0, 80)]
    [InlineData("", 12, 40)]
    [InlineData("COLUMNS=60", 132, 60)]
    [InlineData("COLUMNS=many", 132, 132)]
    [InlineData("COLUMNS=0", 0, 80)]
    public void WidthOf_WindowAndColumns_IsTheWidth(string variables, int window, int expected) =>
        Assert.Equal(expected, Of(variables).WidthOf(window, 80));

    private static TerminalTraits Of(string variables)
    {
        var values =
            variables.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=')).ToDictionary(
                pair => pair[0], pair => pair[1]);
        return new TerminalTraits(values.GetValueOrDefault);
    }
}
