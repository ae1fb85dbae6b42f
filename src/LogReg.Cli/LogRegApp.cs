using System.CommandLine;
using LogReg.Cli.Commands;

namespace LogReg.Cli;

/// <summary>The program: a command line and an environment in, an exit code out. Every exception ends here as lines that a person can
/// read.</summary>
internal static class LogRegApp
{
    public static int Run(string[] arguments, CliEnvironment environment)
    {
        if (!environment.Processes.IsSingle)
        {
            return RunTogether(arguments, environment);
        }

        int exitCode = Guard(environment, () => Invoke(arguments, environment));

        int flushed = Guard(environment, () =>
        {
            environment.FlushReport();
            return ExitCode.Success;
        });
        return exitCode == ExitCode.Success ? flushed : exitCode;
    }

    private static int RunTogether(string[] arguments, CliEnvironment environment)
    {
        int exitCode = ExitCode.Success;
        Exception? failure = null;
        try
        {
            exitCode = Invoke(arguments, environment);
            environment.FlushReport();
        }
#pragma warning disable CA1031 // The last place that can turn an exception into a line that a person can read.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            failure = exception;
        }

        return JointEnd.Of(environment, exitCode, failure);
    }

    private static int Invoke(string[] arguments, CliEnvironment environment)
    {
        ParseResult result = LogRegCommand.CreateFor(arguments, environment).Parse(arguments, LogRegCommand.ParserConfiguration);
        JointStart.RequireAlike(result, arguments, environment.Processes);
        if (ErrorReport.HasParseErrors(result))
        {
            return ErrorReport.WriteParseErrors(environment, result);
        }

        RequireOneProcess(result, environment.Processes);
        return result.Invoke(new InvocationConfiguration
        {
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null,
            Output = environment.Report,
            Error = environment.Error,
        });
    }

    // What only shows something can be shown by the root.
    private static void RequireOneProcess(ParseResult result, ProcessGroup processes)
    {
        if (!processes.IsSingle && result.CommandResult.Command is { Name: string name }
            && name is not (CheckCommand.Verb or TrainCommand.Verb or PredictCommand.Verb or EvaluateCommand.Verb or HelpCommand.Verb)
            && result.CommandResult.Command is not RootCommand && result.Action is not HelpAction)
        {
            throw new UsageException(
                $"'logreg {name}' runs in one process, but {processes.Collective.Size} were started",
                $"run it without the launcher: logreg {name} …");
        }
    }

    private static int Guard(CliEnvironment environment, Func<int> work)
    {
        try
        {
            return work();
        }
#pragma warning disable CA1031 // The last place that can turn an exception into a line that a person can read.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return ErrorReport.Write(environment, exception);
        }
    }
}
