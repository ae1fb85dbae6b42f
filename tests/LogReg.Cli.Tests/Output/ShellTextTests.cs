using LogReg.Cli.Output;

namespace LogReg.Cli.Tests.Output;

public class ShellTextTests
{
    [Fact]
    public void AddedTexts_TextsWithSignsOfTheirOwn_CanBeTyped()
    {
        Assert.Equal("++x,++y", ShellText.AddedTexts(["+x", "+y"]));
        Assert.Equal("++x,+z", ShellText.AddedTexts(["+x", "z"]));
        Assert.Equal("'+'\\''$(id)'", ShellText.AddedTexts(["'$(id)"]));
    }

    [Fact]
    public void Name_TextThatAShellReads_IsQuoted()
    {
        Assert.Equal("'a$(id)`x`'", ShellText.Name("a$(id)`x`"));
        Assert.Equal("\"two words\"", ShellText.Name("two words"));
    }
}
