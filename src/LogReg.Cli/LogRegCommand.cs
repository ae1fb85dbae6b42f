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

    public static RootCommand Create(CliEnvironment environment)
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
        root.Add(new CheckCommand(environment));
        root.Add(new CacheCommand(environment));
        root.Add(new TrainCommand(environment));
        root.Add(new PredictCommand(environment));
        root.Add(new EvaluateCommand(environment));
        root.Add(new DiagnoseCommand(environment));
        root.Add(new MonitorCommand(environment));
        root.Add(new UpdateCommand(environment));
        root.Add(new InspectCommand(environment));
        root.Add(new PlotCommand(environment));
        root.Add(new ReportCommand(environment));
        root.Add(new ExportCommand(environment));
        root.Add(new ServeCommand(environment));
        root.Add(new RunsCommand(environment));
        root.Add(new HelpCommand(help));
        root.SetAction(help.Invoke);
        return root;
    }

    private sealed class VersionAction : SynchronousCommandLineAction
    {
        public override int Invoke(ParseResult parseResult)
        {
            parseResult.InvocationConfiguration.Output.WriteLine($"logreg {ProgramVersion.Text}");
            return ExitCode.Success;
        }
    }
}
