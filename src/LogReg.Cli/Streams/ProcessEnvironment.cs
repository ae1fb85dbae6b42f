using System.Text;
using Microsoft.Win32.SafeHandles;

namespace LogReg.Cli.Streams;

/// <summary>The environment of a real process.</summary>
internal static class ProcessEnvironment
{
    private const int WidthWithoutTerminal = 80;

    /// <param name="handles">Which standard streams there are.</param>
    /// <param name="interruption">The wish to stop.</param>
    /// <param name="processes">The processes that run the command together.</param>
    public static CliEnvironment Create(StandardHandles handles, Interruption interruption, ProcessGroup processes)
    {
        CancellationToken cancellationToken = interruption.Token;
        var traits = new TerminalTraits(Environment.GetEnvironmentVariable);

        // Open MPI gives every process a terminal, whatever becomes of what it prints there.
        bool isOutputTerminal = !Console.IsOutputRedirected && !processes.IsLaunched;
        bool isErrorTerminal = !Console.IsErrorRedirected && !processes.IsLaunched;
        bool isSeen = isOutputTerminal || isErrorTerminal;
        int width = isSeen ? traits.WidthOf(WindowWidth(), WidthWithoutTerminal) : WidthWithoutTerminal;
        TextWriter error = OpenError(handles, usesConsole: !processes.IsLaunched);
        return new CliEnvironment
        {
            Input = handles.HasInput
                ? new InterruptibleInput(Console.OpenStandardInput(), cancellationToken)
                : new ClosedStream("standard input", "name a file instead of '-', or send the data through a pipe"),
            Output = !processes.IsRoot ? Stream.Null
                : handles.HasOutput ? new StandardOutput(Open(1, isOutputTerminal, Console.OpenStandardOutput))
                : new ClosedStream("standard output", "send it to a file or a pipe, or to /dev/null if nobody needs it"),
            Error = processes.IsRoot ? error : TextWriter.Null,
            OwnError = error,
            Processes = processes,
            IsOutputTerminal = isOutputTerminal,
            IsErrorTerminal = isErrorTerminal,
            AllowsColor = traits.AllowsColor,
            ForcesColor = traits.ForcesColor,
            IsDumbTerminal = traits.IsDumb,

            // A file is UTF-8 whatever the terminal can show.
            AllowsUnicode = !isOutputTerminal || (!traits.IsDumb && IsUnicode(traits)),
            Width = isOutputTerminal ? width : traits.WidthOf(0, WidthWithoutTerminal),
            ErrorWidth = isErrorTerminal ? width : WidthWithoutTerminal,
            CancellationToken = cancellationToken,
            Clock = SourceDate.ClockOf(Environment.GetEnvironmentVariable(SourceDate.Variable)),
            ShowsInternals = Environment.GetEnvironmentVariable("LOGREG_DEBUG") == "1",
        };
    }

    /// <summary>Opens standard error, where there is one.</summary>
    /// <param name="handles">Which standard streams there are.</param>
    /// <param name="usesConsole">Whether to write by the console, which waits for a pipe that is full, but talks to terminals.</param>
    public static TextWriter OpenError(StandardHandles handles, bool usesConsole)
    {
        Stream stream = handles.HasError ? Open(2, usesConsole, Console.OpenStandardError) : Stream.Null;
        return new QuietWriter(new StreamWriter(stream, new UTF8Encoding(false)) { AutoFlush = true, NewLine = "\n" }) { NewLine = "\n" };
    }

    // The console's stream takes a closed pipe for success, so that 'predict … | head' would go on to the last row; a file stream tells.
    // But a file stream writes where it believes the end to be, which is wrong for a file that standard error is written to as well.
    // The console's stream also tells a terminal how its keys are to be sent, on standard output, even if it writes to standard error.
    private static Stream Open(int descriptor, bool isTerminal, Func<Stream> openConsole)
    {
        if (!OperatingSystem.IsWindows() && !isTerminal)
        {
            try
            {
                var pipe = new FileStream(new SafeFileHandle(descriptor, ownsHandle: false), FileAccess.Write, bufferSize: 0);
                if (!pipe.CanSeek)
                {
                    return pipe;
                }
            }
            catch (Exception exception) when (exception is IOException or ArgumentException or UnauthorizedAccessException)
            {
            }
        }

        return openConsole();
    }

    private static bool IsUnicode(TerminalTraits traits) =>
        OperatingSystem.IsWindows() ? Console.OutputEncoding.CodePage == Encoding.UTF8.CodePage : traits.IsUnicode;

    // The runtime reads the database of terminals for it, which takes time.
    private static int WindowWidth()
    {
        try
        {
            return Console.WindowWidth;
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
