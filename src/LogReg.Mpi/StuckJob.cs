using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace LogReg.Mpi;

/// <summary>The end of a process that waits for others in vain: it says for whom, and goes without another word to the library, which
/// would wait, too. The launcher then ends the rest.</summary>
internal static partial class StuckJob
{
    /// <summary>EX_TEMPFAIL of sysexits.h: try again.</summary>
    public const int ExitCode = 75;

    private const int StandardError = 2;
    private static readonly TimeSpan PatienceForMessage = TimeSpan.FromSeconds(1);

    /// <summary>What a process that waits says.</summary>
    /// <param name="rank">The process.</param>
    /// <param name="places">Where all of them run.</param>
    /// <param name="operation">The operation that does not end.</param>
    /// <param name="waited">How long it has taken.</param>
    /// <param name="limit">What the user calls the limit of waiting.</param>
    /// <param name="stateOf">The state of a process of this machine in the letters of Linux: T for one that is stopped;
    /// <see langword="null"/> where it is not known.</param>
    public static string Describe(
        int rank, ProcessPlaces places, string operation, TimeSpan waited, string limit, Func<int, char?> stateOf)
    {
        string host = places[rank].Host;
        string seconds = waited.TotalSeconds.ToString("F0", CultureInfo.InvariantCulture);
        string[] stopped =
        [
            .. Enumerable.Range(0, places.Count)
                .Where(other => places[other].Host == host && stateOf(places[other].ProcessId) is 'T' or 't')
                .Select(other => $"rank {Text(other)} (process {Text(places[other].ProcessId)} on {host}) is stopped"),
        ];
        string others = stopped.Length > 0 ? string.Join(", ", stopped)
            : places.All(place => place.Host == host) ? "none of them is stopped by a signal"
            : "none of those on its own machine is stopped by a signal";
        return $"error: rank {Text(rank)} on {host} has waited {seconds} s for the other processes (in {operation}); {others}\n"
            + "hint: check that all machines are running and can reach each other; if a process just needs more time, use a larger "
            + $"{limit}\n";
    }

    /// <summary>What a process that waits for the start of the others says.</summary>
    /// <param name="place">Where it runs.</param>
    /// <param name="operation">The operation that does not end.</param>
    /// <param name="waited">How long it has taken.</param>
    /// <param name="limit">What the user calls the limit of waiting.</param>
    public static string DescribeStart(ProcessPlace place, string operation, TimeSpan waited, string limit) =>
        $"error: process {Text(place.ProcessId)} on {place.Host} has waited "
            + waited.TotalSeconds.ToString("F0", CultureInfo.InvariantCulture)
            + $" s for the other processes to start (in {operation})\n"
            + "hint: check that all machines are running and can reach each other, and that no process is stopped; if the start just needs "
            + $"more time, use a larger {limit}\n";

    /// <summary>Prints a text on standard error, and ends the process at once.</summary>
    /// <param name="text">The text.</param>
    public static void End(string text)
    {
        // Where nobody reads standard error, the text must not keep the process either.
        var message = new Thread(() => Print(text)) { IsBackground = true };
        message.Start();
        message.Join(PatienceForMessage);
        Exit(ExitCode);
    }

    /// <summary>Ends the process at once: no library has a say.</summary>
    /// <param name="exitCode">The exit code.</param>
    public static void Exit(int exitCode)
    {
        if (OperatingSystem.IsWindows())
        {
            Environment.Exit(exitCode);
        }
        else
        {
            ExitAtOnce(exitCode);
        }
    }

    /// <summary>The state of a process of this machine, as <c>/proc</c> says it.</summary>
    /// <param name="processId">The process.</param>
    public static char? StateOf(int processId)
    {
        try
        {
            // The name of the program stands in parentheses before it, and may have any characters.
            string text = File.ReadAllText($"/proc/{Text(processId)}/stat");
            return text[text.LastIndexOf(')') + 2];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or IndexOutOfRangeException)
        {
            return null;
        }
    }

    // Not by the console, which would first tell the terminal on standard output how its keys are to be sent.
    private static unsafe void Print(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        fixed (byte* start = bytes)
        {
            _ = Write(StandardError, start, (nuint)bytes.Length);
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    [LibraryImport("libc", EntryPoint = "write")]
    private static unsafe partial nint Write(int descriptor, byte* bytes, nuint count);

    [LibraryImport("libc", EntryPoint = "_exit")]
    private static partial void ExitAtOnce(int code);
}
