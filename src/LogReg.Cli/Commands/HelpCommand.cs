using System.CommandLine;

namespace LogReg.Cli.Commands;

/// <summary><c>logreg help</c>: the help of the program or of a command.</summary>
internal sealed class HelpCommand : DocumentedCommand
{
    public const string Verb = "help";
    public const string Summary = "Show help for logreg or for a command";

    private readonly HelpAction _help;
    private readonly Argument<string?> _command =
        new("COMMAND") { Description = "The command to show help for [default: logreg as a whole]", Arity = ArgumentArity.ZeroOrOne };

    public HelpCommand(HelpAction help)
        : base(Verb, Summary)
    {
        _help = help;
        Add(_command);
        SetAction(Run);
    }

    public override IReadOnlyList<Example> Examples =>
    [
        new("Show the options of a command", "logreg help train"),
    ];

    private int Run(ParseResult parsed)
    {
        Command root = parsed.RootCommandResult.Command;
        if (parsed.GetValue(_command) is not string name)
        {
            return Show(root, parsed);
        }

        Command? command = root.Subcommands.FirstOrDefault(candidate => candidate.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
        return command is not null
            ? Show(command, parsed)
            : throw new UsageException(
                $"unknown command '{name}'",
                Suggestion.For(name, root.Subcommands.Select(candidate => candidate.Name)) ?? "see 'logreg help'");
    }

    private int Show(Command command, ParseResult parsed)
    {
        _help.Write(command, parsed.InvocationConfiguration.Output);
        return ExitCode.Success;
    }
}
