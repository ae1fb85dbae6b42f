using System.Text;
using LogReg.Cli.Streams;

namespace LogReg.Cli.Tests;

/// <summary>A command run inside the test's process, and what came out of it.</summary>
internal sealed record CommandRun(int ExitCode, string Output, string Error)
{
    public static CommandRun Of(params string[] arguments) => Of(new Surroundings(), arguments);

    public static CommandRun Of(Surroundings surroundings, params string[] arguments)
    {
        using var collected = new MemoryStream();
        using var error = new StringWriter { NewLine = "\n" };
        using var output = new StandardOutput(surroundings.Output ?? collected);
        ProcessGroup processes = surroundings.Processes;
        using var environment = new CliEnvironment
        {
            Input = surroundings.Input ?? new MemoryStream(),
            Output = processes.IsRoot ? output : Stream.Null,
            Error = processes.IsRoot ? error : TextWriter.Null,
            OwnError = error,
            Processes = processes,
            Width = surroundings.Width,
            ErrorWidth = surroundings.Width,
            AllowsUnicode = surroundings.AllowsUnicode,
            ForcesColor = surroundings.ForcesColor,
            IsOutputTerminal = surroundings.IsTerminal,
            IsErrorTerminal = surroundings.IsTerminal && surroundings.IsErrorTerminal,
            AllowsColor = surroundings.AllowsColor,
            CancellationToken = surroundings.CancellationToken,
            Clock = surroundings.Clock,
        };
        int exitCode = LogRegApp.Run(arguments, environment);
        var run = new CommandRun(exitCode, new UTF8Encoding(false, true).GetString(collected.ToArray()), error.ToString());
        Assert.DoesNotContain("   at ", run.Output + run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("internal error", run.Error, StringComparison.Ordinal);
        Assert.False(collected.ToArray() is [0xef, 0xbb, 0xbf, ..], "The output begins with a byte order mark.");
        return run;
    }

    /// <summary>Standard output with a single space wherever there is space: for looking for text that may be wrapped.</summary>
    public string Words => string.Join(' ', Output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>The lines of standard output, without the last line feed.</summary>
    public IReadOnlyList<string> OutputLines => Output.TrimEnd('\n').Split('\n');

    /// <summary>Asserts that the command did its work.</summary>
    public CommandRun Succeeds()
    {
        Assert.True(ExitCode == 0, $"exit code {ExitCode}: {Error}");
        return this;
    }

    /// <summary>Asserts that the command failed with one error line and one hint, and printed nothing else.</summary>
    public void Fails(int exitCode, string errorPart, string hintPart)
    {
        Assert.True(exitCode == ExitCode, $"exit code {ExitCode}: {Error}");
        Assert.Equal("", Output);
        string[] lines = Error.TrimEnd('\n').Split('\n');
        Assert.True(lines.Length == 2, $"Not two lines: {Error}");
        Assert.StartsWith("error: ", lines[0], StringComparison.Ordinal);
        Assert.Contains(errorPart, lines[0], StringComparison.Ordinal);
        Assert.StartsWith("hint: ", lines[1], StringComparison.Ordinal);
        Assert.Contains(hintPart, lines[1], StringComparison.Ordinal);
    }
}
