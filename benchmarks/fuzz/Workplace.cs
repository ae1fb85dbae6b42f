using System.Diagnostics;
using System.Text;
using LogReg.Cli;
using LogReg.Cli.Streams;

namespace LogReg.Fuzz;

/// <summary>A folder of its own, and commands that run in this process, each with a limit of time.</summary>
internal sealed class Workplace(bool keeps) : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly string _folder = Directory.CreateTempSubdirectory("logreg-fuzz-").FullName;

    public string PathOf(string name) => Path.Combine(_folder, name);

    /// <summary>Runs a command. A fault is anything but an exit code with messages that a person can read.</summary>
    public CommandOutcome Run(params string[] arguments)
    {
        using var cancellation = new CancellationTokenSource();
        CommandOutcome? outcome = null;
        var thread = new Thread(() => outcome = RunHere(arguments, cancellation.Token), 16 << 20) { IsBackground = true };
        var clock = Stopwatch.StartNew();
        thread.Start();
        if (!thread.Join(Limit))
        {
            cancellation.Cancel();
            thread.Join(Limit);
            return new CommandOutcome(-1, [], "", $"takes more than {Limit.TotalSeconds} seconds");
        }

        return outcome! with { Seconds = clock.Elapsed.TotalSeconds };
    }

    public void Dispose()
    {
        if (keeps)
        {
            Console.Error.WriteLine("the files are in " + _folder);
            return;
        }

        Directory.Delete(_folder, recursive: true);
    }

    private static CommandOutcome RunHere(string[] arguments, CancellationToken cancellationToken)
    {
        using var collected = new MemoryStream();
        using var error = new StringWriter { NewLine = "\n" };
        using var output = new StandardOutput(collected);
        try
        {
            using var environment = new CliEnvironment
            {
                Input = new MemoryStream(),
                Output = output,
                Error = error,
                CancellationToken = cancellationToken,
                ShowsInternals = true,
            };
            int exitCode = LogRegApp.Run(arguments, environment);
            return Judge(new CommandOutcome(exitCode, collected.ToArray(), error.ToString(), null));
        }
        catch (Exception exception)
        {
            return new CommandOutcome(-1, [], "", "throws " + exception);
        }
    }

    private static CommandOutcome Judge(CommandOutcome outcome)
    {
        string output = Encoding.UTF8.GetString(outcome.Output);
        return outcome.Error.Contains("internal error", StringComparison.Ordinal) ? outcome with
        {
            Fault =
                string.Join(
                    " | ",
                    outcome.Error.Split('\n').Where(
                        line =>
                            line.Contains("internal", StringComparison.Ordinal)
                                || line.TrimStart().StartsWith("at ", StringComparison.Ordinal)).Take(4)),
        }
            : outcome.Error.Contains("the memory does not suffice", StringComparison.Ordinal) ? outcome with
            {
                Fault = "runs out of memory",
            }
            : outcome.ExitCode is < 0 or > 3 ? outcome with { Fault = $"ends with exit code {outcome.ExitCode}" }
            : outcome.ExitCode is 1 or 2
                && !outcome.Error.Contains("error: ", StringComparison.Ordinal) ? outcome with
                {
                    Fault = $"ends with exit code {outcome.ExitCode} and no error",
                }
            : (outcome.Error + output).Any(IsHostile) ? outcome with
            {
                Fault = "prints control characters or changes the direction of text",
            }
            : outcome.Error.Split('\n').Any(line => line.Length > 4000) ? outcome with
            {
                Fault = "prints a line of more than 4,000 characters",
            }
            : outcome;
    }

    // CSV output carries cells as they are; the callers that print CSV look at it themselves.
    private static bool IsHostile(char character) =>
        character is (< ' ' and not ('\n' or '\r' or '\t')) or '\u007f' or (>= '\u0080' and <= '\u009f') or '\u061c' or '\u200e' or '\u200f'
            or (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069');
}
