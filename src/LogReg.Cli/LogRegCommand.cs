using System.CommandLine;
using System.CommandLine.Invocation;
using LogReg.Charts.Text;
using LogReg.Cli.Commands;

namespace LogReg.Cli;

/// <summary>The command line as a whole.</summary>
internal static class LogRegCommand
{
    /// <summary>No response files: a data file or a column may well begin with @.</summary>
    public static ParserConfiguration ParserConfiguration { get; } = new() { ResponseFileTokenReplacer = null };

    /// <summary>Builds the command line with all options of all commands.</summary>
    public static RootCommand Create(CliEnvironment environment) => Create(environment, _ => true);

    /// <summary>Builds the command line as far as some arguments need it: a command that none of them names has no options, since to build
    /// hundreds of options for each start would take longer than to predict a row.</summary>
    public static RootCommand CreateFor(IReadOnlyList<string> arguments, CliEnvironment environment)
    {
        // What the shell asks to complete is one argument, with words that the parser takes apart.
        bool isDirective = arguments is [['[', ..], ..];
        return Create(environment, name => isDirective || arguments.Contains(name, StringComparer.OrdinalIgnoreCase));
    }

    private static RootCommand Create(CliEnvironment environment, Predicate<string> isNamed)
    {
        var root = new RootCommand("Train, explain and apply logistic regression on CSV files") { HelpName = "logreg" };
        root.Options.Clear();
        var help = new HelpAction(environment);
        root.Add(
            new Option<bool>("--help", "-h")
            {
                Description = "Show this help",
                Arity = ArgumentArity.Zero,
                Recursive = true,
                Action = help,
            });
        root.Add(
            new Option<bool>("--version", "-V")
            {
                Description = "Show the version",
                Arity = ArgumentArity.Zero,
                Action = new VersionAction(),
            });
        foreach (Entry entry in Entries(environment, help))
        {
            root.Add(isNamed(entry.Name) ? entry.Create() : new Command(entry.Name, entry.Summary));
        }

        root.SetAction(help.Invoke);
        return root;
    }

    // In the order of the help.
    private static Entry[] Entries(CliEnvironment environment, HelpAction help) =>
    [
        new(CheckCommand.Verb, CheckCommand.Summary, () => new CheckCommand(environment)),
        new(CacheCommand.Verb, CacheCommand.Summary, () => new CacheCommand(environment)),
        new(TrainCommand.Verb, TrainCommand.Summary, () => new TrainCommand(environment)),
        new(PredictCommand.Verb, PredictCommand.Summary, () => new PredictCommand(environment)),
        new(EvaluateCommand.Verb, EvaluateCommand.Summary, () => new EvaluateCommand(environment)),
        new(DiagnoseCommand.Verb, DiagnoseCommand.Summary, () => new DiagnoseCommand(environment)),
        new(MonitorCommand.Verb, MonitorCommand.Summary, () => new MonitorCommand(environment)),
        new(UpdateCommand.Verb, UpdateCommand.Summary, () => new UpdateCommand(environment)),
        new(InspectCommand.Verb, InspectCommand.Summary, () => new InspectCommand(environment)),
        new(PlotCommand.Verb, PlotCommand.Summary, () => new PlotCommand(environment)),
        new(ReportCommand.Verb, ReportCommand.Summary, () => new ReportCommand(environment)),
        new(ExportCommand.Verb, ExportCommand.Summary, () => new ExportCommand(environment)),
        new(ServeCommand.Verb, ServeCommand.Summary, () => new ServeCommand(environment)),
        new(RunsCommand.Verb, RunsCommand.Summary, () => new RunsCommand(environment)),
        new(HelpCommand.Verb, HelpCommand.Summary, () => new HelpCommand(help)),
    ];

    private sealed record Entry(string Name, string Summary, Func<Command> Create);

    private sealed class VersionAction : SynchronousCommandLineAction
    {
        public override int Invoke(ParseResult parseResult)
        {
            parseResult.InvocationConfiguration.Output.WriteLine($"logreg {ProgramVersion.Text}");
            return ExitCode.Success;
        }
    }
}
