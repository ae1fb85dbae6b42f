using System.CommandLine;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace LogReg.Cli.Tests;

/// <summary>
/// The guide has every command and every option. A section (##) of docs/guide.md is about the commands that its code blocks run; an
/// option that more than one command has may stand in the section on all commands instead.
/// </summary>
public sealed partial class GuideTests
{
    private const string ForAllCommands = "For all commands";

    private static readonly IReadOnlyList<Section> Sections = [.. ReadSections()];
    private static readonly RootCommand Root = LogRegCommand.Create(new CliEnvironment
    {
        Input = Stream.Null,
        Output = new Streams.StandardOutput(Stream.Null),
        Error = TextWriter.Null,
        Width = 80,
        IsOutputTerminal = false,
        IsErrorTerminal = false,
        AllowsColor = false,
        CancellationToken = CancellationToken.None,
    });

    public static TheoryData<string> Commands => [.. Root.Subcommands.Select(command => command.Name)];

    [Theory]
    [MemberData(nameof(Commands))]
    public void Guide_OfACommand_HasEveryOption(string name)
    {
        Command command = Root.Subcommands.Single(candidate => candidate.Name == name);
        Section[] own = [.. Sections.Where(section => section.Commands.Contains(name))];
        Assert.True(own.Length > 0, $"docs/guide.md has no section with a code block that runs 'logreg {name}'.");

        string[] missing = [.. command.Options.Where(option => !option.Hidden && !IsDocumented(option, own)).Select(option => option.Name)];
        Assert.True(
            missing.Length == 0,
            $"docs/guide.md does not tell of {string.Join(", ", missing)} of 'logreg {name}': write about it in "
            + $"«{string.Join("» or «", own.Select(section => section.Heading))}»"
            + $" or, if other commands have it, too, in «{ForAllCommands}».");
    }

    [Fact]
    public void Guide_ForAllCommands_HasTheOptionsOfLogreg()
    {
        Section all = Sections.Single(section => section.Heading == ForAllCommands);
        Assert.All(Root.Options, option => Assert.Contains(option.Name, all.Options));
    }

    // The other way round: an option that went, or is misspelt, must not stay in the guide.
    [Fact]
    public void Guide_OptionsOfCommandLines_Exist()
    {
        string[] unknown =
        [
            .. Sections.SelectMany(section => section.CommandLines).Distinct().SelectMany(
                line => Unknown(line).Select(option => $"{option} in '{line}'")),
        ];
        Assert.True(unknown.Length == 0, $"docs/guide.md shows options that are not there: {string.Join("; ", unknown)}");
    }

    private static bool IsDocumented(Option option, Section[] own) =>
        own.Any(section => section.Options.Contains(option.Name))
        || (Root.Subcommands.Count(command => command.Options.Any(other => other.Name == option.Name)) > 1
            && Sections.Any(section => section.Heading == ForAllCommands && section.Options.Contains(option.Name)));

    private static IEnumerable<string> Unknown(string commandLine)
    {
        string name = commandLine.Split(' ')[1];
        IEnumerable<Option> known = (Root.Subcommands.FirstOrDefault(command => command.Name == name)?.Options ?? []).Concat(Root.Options);
        return OptionName().Matches(commandLine).Select(match => match.Value).Where(
            option => !known.Any(candidate => candidate.Name == option || candidate.Aliases.Contains(option)));
    }

    private static IEnumerable<Section> ReadSections([CallerFilePath] string path = "")
    {
        string guide =
            File.ReadAllText(Path.Combine(Path.GetDirectoryName(path)!, "..", "..", "docs", "guide.md")).ReplaceLineEndings("\n");
        foreach (string part in Regex.Split(guide, "^## ", RegexOptions.Multiline).Skip(1))
        {
            string[] lines = part.Split('\n');
            string[] commandLines =
            [
                .. CodeBlock().Matches(part).SelectMany(block => CommandLine().Matches(block.Value)).Select(
                    match => match.Groups["line"].Value),
            ];
            yield return new Section(
                lines[0],
                commandLines,
                commandLines.Select(line => line.Split(' ')[1]).ToHashSet(),
                OptionName().Matches(part).Select(match => match.Value).ToHashSet());
        }
    }

    [GeneratedRegex("^```(sh|console)\n.*?^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex CodeBlock();

    [GeneratedRegex(@"^(\$ )?(?<line>logreg [a-z]+.*)$", RegexOptions.Multiline)]
    private static partial Regex CommandLine();

    [GeneratedRegex(@"(?<![\w-])--[a-z][a-z0-9-]*(?![\w-])")]
    private static partial Regex OptionName();

    private sealed record Section(
        string Heading, IReadOnlyList<string> CommandLines, IReadOnlySet<string> Commands, IReadOnlySet<string> Options);
}
