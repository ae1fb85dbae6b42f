using System.CommandLine;

namespace LogReg.Cli;

/// <summary>The program: a command line and an environment in, an exit code out. Every exception ends here as lines that a person can
/// read.</summary>
internal static class LogRegApp
{
    public static int Run(string[] arguments, CliEnvironment environment)
    {
        int exitCode = Guard(environment, () => Invoke(arguments, environment));

        int flushed = Guard(environment, () =>
        {
            environment.FlushReport();
            return ExitCode.Success;
        });
        return exitCode == ExitCode.Success ? flushed : exitCode;
    }

    private static int Invoke(string[] arguments, CliEnvironment environment)
    {
        ParseResult result = LogRegCommand.CreateFor(arguments, environment).Parse(arguments, LogRegCommand.ParserConfiguration);
        if (ErrorReport.HasParseErrors(result))
        {
            return ErrorReport.WriteParseErrors(environment, result);
        }

        return result.Invoke(new InvocationConfiguration
        {
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null,
            Output = environment.Report,
            Error = environment.Error,
        });
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
