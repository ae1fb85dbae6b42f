using System.Text;
using Microsoft.Win32.SafeHandles;

namespace LogReg.Cli.Streams;

/// <summary>The environment of a real process.</summary>
internal static class ProcessEnvironment
{
    private const int WidthWithoutTerminal = 80;

    public static CliEnvironment Create(CancellationToken cancellationToken)
    {
        var error = new StreamWriter(Console.OpenStandardError(), new UTF8Encoding(false)) { AutoFlush = true, NewLine = "\n" };
        var traits = new TerminalTraits(Environment.GetEnvironmentVariable);
        int width = traits.WidthOf(WindowWidth(), WidthWithoutTerminal);
        return new CliEnvironment
        {
            Input = new InterruptibleInput(Console.OpenStandardInput(), cancellationToken),
            Output = new StandardOutput(OpenOutput()),
            Error = new QuietWriter(error) { NewLine = "\n" },
            IsOutputTerminal = !Console.IsOutputRedirected,
            IsErrorTerminal = !Console.IsErrorRedirected,
            AllowsColor = traits.AllowsColor,
            ForcesColor = traits.ForcesColor,
            IsDumbTerminal = traits.IsDumb,

            // A file is UTF-8 whatever the terminal can show.
            AllowsUnicode = Console.IsOutputRedirected || (!traits.IsDumb && IsUnicode(traits)),
            Width = Console.IsOutputRedirected ? traits.WidthOf(0, WidthWithoutTerminal) : width,
            ErrorWidth = Console.IsErrorRedirected ? WidthWithoutTerminal : width,
            CancellationToken = cancellationToken,
            ShowsInternals = Environment.GetEnvironmentVariable("LOGREG_DEBUG") == "1",
        };
    }

    // The console's stream takes a closed pipe for success, so that 'predict … | head' would go on to the last row; a file stream tells.
    // But a file stream writes where it believes the end to be, which is wrong for a file that standard error is written to as well.
    private static Stream OpenOutput()
    {
        if (!OperatingSystem.IsWindows() && Console.IsOutputRedirected)
        {
            try
            {
                var pipe = new FileStream(new SafeFileHandle(1, ownsHandle: false), FileAccess.Write, bufferSize: 0);
                if (!pipe.CanSeek)
                {
                    return pipe;
                }
            }
            catch (Exception exception) when (exception is IOException or ArgumentException or UnauthorizedAccessException)
            {
            }
        }

        return Console.OpenStandardOutput();
    }

    private static bool IsUnicode(TerminalTraits traits) => OperatingSystem.IsWindows() ? Console.OutputEncoding.CodePage == Encoding.UTF8.CodePage : traits.IsUnicode;

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
