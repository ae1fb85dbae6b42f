using System.Diagnostics;
using System.Runtime.InteropServices;

namespace LogReg.Cli;

/// <summary>Starts the server that was installed with the command.</summary>
internal static partial class ServerProcess
{
    private const string Name = "logreg-server";

    /// <summary>Becomes the server, so that signals and the exit code are its own; where a process cannot become another, waits for
    /// it.</summary>
    /// <param name="folder">The folder of the command.</param>
    /// <param name="arguments">The server's arguments.</param>
    /// <param name="cancellationToken">Cancelled when the server is to stop, which gets the signal as well.</param>
    /// <returns>The exit code of the server.</returns>
    /// <exception cref="LogRegException">The server, or what it needs, is not installed.</exception>
    public static int Run(string folder, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> command = [.. CommandOf(folder, RuntimeEnvironment.GetRuntimeDirectory()), .. arguments];
        if (OperatingSystem.IsWindows())
        {
            return WaitFor(command);
        }

        cancellationToken.ThrowIfCancellationRequested();
        Execute(command[0], [.. command, null]);
        throw new LogRegException(
            $"{command[0]} cannot be started: {Marshal.GetLastPInvokeErrorMessage()}", "install logreg again");
    }

    /// <summary>The program to start, with its first arguments: a native executable beside the command, or the managed server beside it (in
    /// the tool's package) or in the folder <c>server</c> (in builds), run with the same .NET as the command.</summary>
    /// <param name="folder">The folder of the command.</param>
    /// <param name="runtime">The folder of the .NET that runs the command.</param>
    /// <exception cref="LogRegException">The server, or what it needs, is not installed.</exception>
    internal static IReadOnlyList<string> CommandOf(string folder, string runtime)
    {
        string suffix = OperatingSystem.IsWindows() ? ".exe" : "";
        string native = Path.Combine(folder, Name + suffix);
        string beside = Path.Combine(folder, Name + ".dll");
        if (File.Exists(native) && !File.Exists(beside))
        {
            return [native];
        }

        string ofBuild = Path.Combine(folder, "server", Name + ".dll");
        string managed = File.Exists(ofBuild) ? ofBuild : beside;
        if (!File.Exists(managed))
        {
            throw new LogRegException(
                $"the server is not installed: there is no {native}",
                $"copy {Name}{suffix} from the folder that logreg was published to");
        }

        // shared/Microsoft.NETCore.App/10.0.0, three levels below dotnet itself.
        string root = Path.GetFullPath(Path.Combine(runtime, "..", "..", ".."));
        string host = Path.Combine(root, "dotnet" + suffix);
        string web = Path.Combine(root, "shared", "Microsoft.AspNetCore.App");
        string version = $"{Environment.Version.Major}.";
        if (!Directory.Exists(web) || !Directory.EnumerateDirectories(web, version + "*").Any())
        {
            throw new LogRegException(
                $"'logreg serve' needs the ASP.NET Core runtime {Environment.Version.Major}, which is not installed in {web}",
                "install the ASP.NET Core runtime or the .NET SDK from https://dotnet.microsoft.com/download, or use the native executable");
        }

        return [File.Exists(host) ? host : "dotnet", managed];
    }

    // Ctrl-C reaches both processes; the command waits for the server.
    private static int WaitFor(IReadOnlyList<string> command)
    {
        using Process process = Process.Start(new ProcessStartInfo(command[0], command.Skip(1)) { UseShellExecute = false })!;
        process.WaitForExit();
        return process.ExitCode;
    }

    [LibraryImport("libc", EntryPoint = "execvp", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Execute(string path, string?[] arguments);
}
