using System.CommandLine;
using LogReg.Cli.Streams;

namespace LogReg.Cli.Tests.Commands;

/// <summary>A start builds the options of the commands that its arguments name, and no others: hundreds of options take longer than the
/// prediction of a row.</summary>
public class CommandLineTests
{
    private static readonly CliEnvironment Nowhere = new()
    {
        Input = Stream.Null,
        Output = new StandardOutput(Stream.Null),
        Error = TextWriter.Null,
    };

    private static readonly RootCommand Whole = LogRegCommand.Create(Nowhere);

    public static TheoryData<string> Names => [.. Whole.Subcommands.Select(command => command.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void CreateFor_NameOfACommand_BuildsItAlone(string name)
    {
        RootCommand root = LogRegCommand.CreateFor([name, "model.json"], Nowhere);

        Assert.Equal(Listed(Whole), Listed(root));
        Command whole = Find(Whole, name);
        Command built = Find(root, name);
        Assert.Equal(whole.Options.Select(option => option.Name), built.Options.Select(option => option.Name));
        Assert.Equal(whole.Arguments.Select(argument => argument.Name), built.Arguments.Select(argument => argument.Name));
        Assert.NotNull(built.Action);
        Assert.All(root.Subcommands.Where(command => command.Name != name), command => Assert.Empty(command.Options));
    }

    [Theory]
    [InlineData]
    [InlineData("--help")]
    [InlineData("--version")]
    [InlineData("trian", "data.csv")]
    public void CreateFor_NoNameOfACommand_BuildsNoOptions(params string[] arguments)
    {
        RootCommand root = LogRegCommand.CreateFor(arguments, Nowhere);

        Assert.Equal(Listed(Whole), Listed(root));
        Assert.All(root.Subcommands, command => Assert.Empty(command.Options));
    }

    [Fact]
    public void CreateFor_CompletionOfALine_BuildsAllOptions() => Assert.Equal(
        Whole.Subcommands.Select(command => command.Options.Count),
        LogRegCommand.CreateFor(["[suggest:11]", "train --sol"], Nowhere).Subcommands.Select(command => command.Options.Count));

    [Fact]
    public void Help_OfACommandInCapitals_HasItsOptions() =>
        Assert.Equal(CommandRun.Of("help", "train").Output, CommandRun.Of("help", "TRAIN").Succeeds().Output);

    [Fact]
    public void Help_OfTwoCommands_IsThatOfTheFirst() =>
        Assert.Equal(CommandRun.Of("train", "--help").Output, CommandRun.Of("train", "predict", "--help").Succeeds().Output);

    private static IEnumerable<(string Name, string? Description)> Listed(RootCommand root) =>
        root.Subcommands.Select(command => (command.Name, command.Description));

    private static Command Find(RootCommand root, string name) => root.Subcommands.Single(command => command.Name == name);
}
