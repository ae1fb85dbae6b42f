using System.Diagnostics;

namespace LogReg.Samples.Tests;

/// <summary>A sample that runs in a process of its own, and never longer than the test.</summary>
internal sealed class SampleProcess : IDisposable
{
    /// <summary>Far more than any step takes; a test that waits as long has failed.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly Task<string> _error;

    private SampleProcess(Process process)
    {
        _process = process;
        _error = process.StandardError.ReadToEndAsync();
    }

    public static SampleProcess Start(string name, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, $"{name}.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // What the machine's environment says about web apps must not decide.
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        start.Environment["DOTNET_ENVIRONMENT"] = "Production";
        start.Environment.Remove("ASPNETCORE_URLS");
        return new SampleProcess(Process.Start(start)!);
    }

    /// <summary>Reads lines of standard output up to one that contains a text; returns what follows the text.</summary>
    public async Task<string> WaitFor(string text)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (await _process.StandardOutput.ReadLineAsync(limit.Token) is string line)
        {
            int index = line.IndexOf(text, StringComparison.Ordinal);
            if (index >= 0)
            {
                // Nobody reads on, but the process must not wait for a reader.
                _ = _process.StandardOutput.ReadToEndAsync();
                return line[(index + text.Length)..].Trim();
            }
        }

        throw new InvalidOperationException($"The sample ended without '{text}': {await _error}");
    }

    /// <summary>Waits for the end: the exit code, standard output and standard error.</summary>
    public async Task<(int ExitCode, string Output, string Error)> Run()
    {
        using var limit = new CancellationTokenSource(Patience);
        string output = await _process.StandardOutput.ReadToEndAsync(limit.Token);
        await _process.WaitForExitAsync(limit.Token);
        return (_process.ExitCode, output.ReplaceLineEndings("\n"), (await _error).ReplaceLineEndings("\n"));
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit(Patience);
        }

        _process.Dispose();
    }
}
