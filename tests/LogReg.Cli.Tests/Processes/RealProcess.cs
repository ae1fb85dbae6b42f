using System.Diagnostics;

namespace LogReg.Cli.Tests.Processes;

/// <summary>The command as a process of its own, and what a shell can do to its standard streams.</summary>
internal static class RealProcess
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    /// <summary>Starts the command through a shell, which then becomes it.</summary>
    /// <param name="redirection">What the shell does to the standard streams, such as <c>&lt;&amp;-</c>.</param>
    /// <param name="temporaryFolder">The process's folder for temporary files, or null for that of the system.</param>
    /// <param name="arguments">What follows the command's name.</param>
    public static Process StartFromShell(string redirection, string? temporaryFolder, params string[] arguments)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has neither this shell nor these signals.");
        var start =
            new ProcessStartInfo(
                "/bin/sh",
                ["-c", $"exec dotnet \"$@\" {redirection}", "sh", Path.Combine(AppContext.BaseDirectory, "logreg.dll"), .. arguments])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
        if (temporaryFolder is not null)
        {
            start.Environment["TMPDIR"] = temporaryFolder;
        }

        return Process.Start(start)!;
    }

    /// <summary>Runs the command to its end, without anything on its standard input.</summary>
    public static async Task<CommandRun> Run(string redirection, params string[] arguments)
    {
        using Process process = StartFromShell(redirection, null, arguments);
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        return await EndOf(process, output);
    }

    /// <summary>Waits for the end of a process, which is ended if it does not come.</summary>
    public static async Task<CommandRun> EndOf(Process process, Task<string> output)
    {
        Task<string> error = process.StandardError.ReadToEndAsync();
        using var limit = new CancellationTokenSource(Patience);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            throw new TimeoutException("The process did not end.");
        }

        return new CommandRun(process.ExitCode, await output, await error);
    }

    /// <summary>Whether whoever started the tests ignores a signal, as <c>nohup</c> does: the command inherits that.</summary>
    public static bool IsIgnored(string signal)
    {
        const string Field = "SigIgn:";
        string? ignored = File.Exists("/proc/self/status")
            ? File.ReadLines("/proc/self/status").FirstOrDefault(line => line.StartsWith(Field, StringComparison.Ordinal))
            : null;
        int number = signal switch { "HUP" => 1, "INT" => 2, _ => 15 };
        return ignored is not null && (Convert.ToUInt64(ignored[Field.Length..].Trim(), 16) >> (number - 1) & 1) == 1;
    }

    /// <summary>Sends a signal, and waits until it has been sent.</summary>
    public static async Task Signal(Process process, string signal)
    {
        using Process kill = Process.Start("kill", [$"-{signal}", $"{process.Id}"]);
        await kill.WaitForExitAsync();
    }
}
