using LogReg.Cli.Output;

namespace LogReg.Cli.Tests.Output;

public sealed class FlagSpellingTests
{
    public static TheoryData<OptionName> Options { get; } = [.. Enum.GetValues<OptionName>()];

    [Theory]
    [MemberData(nameof(Options))]
    public void Spell_EveryOption_IsAFlagOfACommand(OptionName option)
    {
        string flag = new FlagSpelling().Spell(new Remedy(option, null)).Split(' ')[^1];
        CommandRun help = CommandRun.Of("train", "--help");
        CommandRun cache = CommandRun.Of("cache", "--help");
        Assert.Contains(flag, help.Output + cache.Output, StringComparison.Ordinal);
    }
}
