using LogReg.Cli.Streams;
using LogReg.Mpi;

namespace LogReg.Cli;

/// <summary>From a process to a run of the program: in its own right, or as one of several that a launcher has started.</summary>
internal static class Launch
{
    /// <summary>Runs the program.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="handles">Which standard streams there are.</param>
    /// <param name="interruption">The wish to stop.</param>
    /// <returns>The exit code.</returns>
    public static int Run(string[] arguments, StandardHandles handles, Interruption interruption)
    {
        ProcessGroup processes;
        try
        {
            processes = MpiProcessGroup.Start(arguments);
        }
        catch (MpiException exception)
        {
            using CliEnvironment alone = ProcessEnvironment.Create(handles, interruption, ProcessGroup.Single);
            return ErrorReport.Write(alone, exception);
        }

        if (processes.IsLaunched)
        {
            // Open MPI gives every process a terminal, which the console would tell how keys are to be sent.
            Environment.SetEnvironmentVariable("TERM", "dumb");
        }

        interruption.Processes = processes;
        using CliEnvironment environment = ProcessEnvironment.Create(handles, interruption, processes);
        int exitCode = LogRegApp.Run(arguments, environment);
        if (exitCode != ExitCode.Interrupted)
        {
            // The library would wait for processes that may not come.
            processes.Dispose();
        }

        return exitCode;
    }
}
