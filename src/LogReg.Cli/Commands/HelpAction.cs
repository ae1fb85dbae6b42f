using System.CommandLine;
using System.CommandLine.Invocation;

namespace LogReg.Cli.Commands;

/// <summary>Prints the help of a command: what it does, its usage, its arguments and options under headings, examples.</summary>
internal sealed class HelpAction(CliEnvironment environment) : SynchronousCommandLineAction
{
    private const int Indentation = 2;
    private const int WidestLabel = 25;
    private const int WidestText = 120;

    private static readonly DocumentedCommand.Example[] RootExamples =
    [
        new("Train a model, print a report, then predict", "logreg train titanic.csv\nlogreg predict model.json titanic.csv"),
        new("Show all options of a command", "logreg help train"),
    ];

    // Whoever asks for help has not made a mistake yet.
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        Write(parseResult.CommandResult.Command, parseResult.InvocationConfiguration.Output);
        return ExitCode.Success;
    }

    /// <summary>Prints the help of a command.</summary>
    public void Write(Command command, TextWriter output)
    {
        WriteWrapped(output, "", command.Description ?? "");
        output.WriteLine();
        output.WriteLine("Usage:");
        output.WriteLine($"{new string(' ', Indentation)}{Usage(command)}");
        WriteRows(output, "Arguments", [.. command.Arguments.Select(argument => (argument.Name, argument.Description ?? ""))]);
        WriteRows(output, "Commands", [.. command.Subcommands.Select(subcommand => (subcommand.Name, subcommand.Description ?? ""))]);
        WriteRows(output, "Kinds", command is DocumentedCommand withKinds ? withKinds.Kinds : []);
        IEnumerable<Option> inherited =
            command.Parents.OfType<Command>().SelectMany(parent => parent.Options.Where(option => option.Recursive));
        if (command is DocumentedCommand documented)
        {
            foreach (DocumentedCommand.OptionGroup group in documented.OptionGroups)
            {
                WriteRows(output, group.Heading, [.. group.Options.Select(Row)]);
            }

            WriteRows(output, "Help", [.. inherited.Select(Row)]);
        }
        else
        {
            WriteRows(output, "Options", [.. command.Options.Select(Row)]);
        }

        WriteExamples(output, command is DocumentedCommand withExamples ? withExamples.Examples : RootExamples);
    }

    private static string Usage(Command command) => command is RootCommand
        ? "logreg <command> [options]"
        : string.Join(
            ' ',
            ["logreg", command.Name, .. command.Arguments.Select(Placeholder), .. command.Options.Count > 0
                ? ["[options]"]
                : Array.Empty<string>()]);

    private static string Placeholder(Argument argument) =>
        argument.Arity.MinimumNumberOfValues == 0 ? $"[{argument.Name}]" : $"<{argument.Name}>";

    private static (string Label, string Description) Row(Option option)
    {
        string names = string.Join(", ", option.Aliases.Append(option.Name));
        string placeholder = option.Arity.MaximumNumberOfValues == 0 || option.HelpName is null ? "" : $" <{option.HelpName}>";
        return (names + placeholder, option.Description ?? "");
    }

    private static void WriteExamples(TextWriter output, IReadOnlyList<DocumentedCommand.Example> examples)
    {
        output.WriteLine();
        output.WriteLine("Examples:");
        foreach (DocumentedCommand.Example example in examples)
        {
            output.WriteLine($"  {example.Purpose}:");
            foreach (string line in example.CommandLine.Split('\n'))
            {
                output.WriteLine($"    {line}");
            }
        }
    }

    private void WriteRows(TextWriter output, string heading, IReadOnlyList<(string Label, string Description)> rows)
    {
        if (rows.Count == 0)
        {
            return;
        }

        output.WriteLine();
        output.WriteLine($"{heading}:");
        int labelWidth = rows.Any(row => row.Label.StartsWith('-')) ? WidestLabel : rows.Max(row => row.Label.Length);
        foreach ((string label, string description) in rows)
        {
            string first = new string(' ', Indentation) + label;
            string indent = new(' ', Indentation + labelWidth + 2);
            if (label.Length > labelWidth)
            {
                output.WriteLine(first);
                first = "";
            }

            WriteWrapped(output, indent, description, first);
        }
    }

    private void WriteWrapped(TextWriter output, string indent, string text, string first = "")
    {
        string line = first.PadRight(indent.Length);
        foreach (string word in text.Split(' '))
        {
            if (line.Length + word.Length > Math.Min(environment.Width, WidestText) - 1 && line.Trim().Length > 0
                && line.Length > indent.Length)
            {
                output.WriteLine(line.TrimEnd());
                line = indent;
            }

            line += word + " ";
        }

        output.WriteLine(line.TrimEnd());
    }
}
