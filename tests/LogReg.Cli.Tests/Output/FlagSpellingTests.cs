using System.Reflection;
using LogReg.Charts.Text;
using LogReg.Cli.Output;

namespace LogReg.Cli.Tests.Output;

public sealed class FlagSpellingTests
{
    public static TheoryData<OptionName> Options { get; } = [.. Enum.GetValues<OptionName>()];

    [Theory]
    [MemberData(nameof(Options))]
    public void Spell_EveryOption_IsAFlagOfACommand(OptionName option)
    {
        string flag = FlagSpelling.Instance.Spell(new Remedy(option, null)).Split(' ')[^1];
        CommandRun help = CommandRun.Of("train", "--help");
        CommandRun cache = CommandRun.Of("cache", "--help");
        Assert.Contains(flag, help.Output + cache.Output, StringComparison.Ordinal);
    }

    // A hint must not show the reader of a terminal a member of .NET.
    [Fact]
    public void Spell_EveryOperation_IsNotThatOfDotNet() => Assert.All(
        new[] { typeof(Operation), typeof(ChartOperations) }.SelectMany(
            type => type.GetProperties(BindingFlags.Static | BindingFlags.Public)),
        property =>
        {
            var operation = (Operation)property.GetValue(null)!;
            Assert.NotEqual(operation.Name, FlagSpelling.Instance.Spell(operation));
        });
}
