using System.Diagnostics;

namespace LogReg.Mpi.Tests;

/// <summary>Processes that a launcher of MPI starts on this machine, and never longer than the test.</summary>
internal static class MpiJob
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    /// <summary>The launchers of Debian's packages.</summary>
    public static readonly string[] Launchers = ["mpirun.openmpi", "mpiexec.mpich"];

    /// <summary>Runs the worker.</summary>
    /// <param name="launcher">The launcher; the test is skipped where it is not installed.</param>
    /// <param name="size">The number of processes.</param>
    /// <param name="variables">Variables of their environment besides its own.</param>
    /// <param name="arguments">The worker's arguments.</param>
    /// <returns>The exit code, standard output and standard error.</returns>
    public static Task<(int ExitCode, string Output, string Error)> Run(
        string launcher, int size, IReadOnlyDictionary<string, string>? variables = null, params string[] arguments) =>
        RunProgram("LogReg.Mpi.Worker.dll", launcher, size, variables, arguments);

    /// <summary>Runs a program that lies beside the tests.</summary>
    /// <param name="program">Its file.</param>
    /// <param name="launcher">The launcher; the test is skipped where it is not installed.</param>
    /// <param name="size">The number of processes.</param>
    /// <param name="variables">Variables of their environment besides its own.</param>
    /// <param name="arguments">The program's arguments.</param>
    /// <returns>The exit code, standard output and standard error.</returns>
    public static async Task<(int ExitCode, string Output, string Error)> RunProgram(
        string program, string launcher, int size, IReadOnlyDictionary<string, string>? variables, params string[] arguments)
    {
        using Process process = Start(program, launcher, size, variables, arguments);
        return await EndOf(process);
    }

    /// <summary>Starts a program that lies beside the tests.</summary>
    /// <param name="program">Its file.</param>
    /// <param name="launcher">The launcher; the test is skipped where it is not installed.</param>
    /// <param name="size">The number of processes.</param>
    /// <param name="variables">Variables of their environment besides its own.</param>
    /// <param name="arguments">The program's arguments.</param>
    public static Process Start(
        string program, string launcher, int size, IReadOnlyDictionary<string, string>? variables, params string[] arguments) =>
        StartCommand(launcher, size, variables, ["dotnet", Path.Combine(AppContext.BaseDirectory, program), .. arguments]);

    /// <summary>Starts any command.</summary>
    /// <param name="launcher">The launcher; the test is skipped where it is not installed.</param>
    /// <param name="size">The number of processes.</param>
    /// <param name="variables">Variables of their environment besides its own.</param>
    /// <param name="command">The command with its arguments.</param>
    public static Process StartCommand(
        string launcher, int size, IReadOnlyDictionary<string, string>? variables, params string[] command)
    {
        string? path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Select(folder => Path.Combine(folder, launcher)).FirstOrDefault(File.Exists);
        Assert.SkipWhen(path is null, $"{launcher} is not installed");

        // More processes than cores wait for each other in turn only if they know of it.
        string[] options = launcher == "mpirun.openmpi" ? ["--oversubscribe", "--bind-to", "none"] : [];
        var start = new ProcessStartInfo(path!, [.. options, "-n", $"{size}", .. command])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["OMPI_ALLOW_RUN_AS_ROOT"] = "1";
        start.Environment["OMPI_ALLOW_RUN_AS_ROOT_CONFIRM"] = "1";
        foreach ((string name, string value) in variables ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        Process process = Process.Start(start)!;
        process.StandardInput.Close();
        return process;
    }

    /// <summary>Waits for the end of a job, which is ended if it does not come.</summary>
    /// <param name="process">The launcher.</param>
    /// <returns>The exit code, standard output and standard error.</returns>
    public static async Task<(int ExitCode, string Output, string Error)> EndOf(Process process)
    {
        using var limit = new CancellationTokenSource(Patience);
        try
        {
            Task<string> error = process.StandardError.ReadToEndAsync(limit.Token);
            string output = await process.StandardOutput.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);

            // Open MPI gives every process a terminal, to which .NET says how its keys are to be sent.
            return (process.ExitCode, output.Replace("\e[?1h\e=", "", StringComparison.Ordinal), await error);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }
}
