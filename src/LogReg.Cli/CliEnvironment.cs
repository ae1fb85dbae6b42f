using System.Text;
using LogReg.Cli.Streams;

namespace LogReg.Cli;

/// <summary>Everything outside the program that a command touches, except files: its streams, its terminal and the wish to stop.</summary>
internal sealed class CliEnvironment : IDisposable
{
    // Reports are small; what is not yet written when an error occurs is written before it.
    private readonly StringWriter _report = new() { NewLine = "\n" };

    /// <summary>Standard input, as bytes.</summary>
    public required Stream Input { get; init; }

    /// <summary>Standard output, as bytes; a failed write throws <see cref="ClosedPipeException"/> or <see cref="LogRegException"/>.</summary>
    public required Stream Output { get; init; }

    /// <summary>Standard error.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>Whether a person reads standard output as it comes.</summary>
    public bool IsOutputTerminal { get; init; }

    /// <summary>Whether a person reads standard error as it comes, so that a progress display can redraw itself.</summary>
    public bool IsErrorTerminal { get; init; }

    /// <summary>Whether a terminal may be sent colours.</summary>
    public bool AllowsColor { get; init; }

    /// <summary>Whether a terminal may be sent characters beyond ASCII.</summary>
    public bool AllowsUnicode { get; init; } = true;

    /// <summary>The columns of the terminal; 80 where there is none.</summary>
    public int Width { get; init; } = 80;

    /// <summary>Cancelled when the person or the system wants the program to end.</summary>
    public CancellationToken CancellationToken { get; init; }

    /// <summary>Whether an internal error shows where it happened.</summary>
    public bool ShowsInternals { get; init; }

    /// <summary>Where reports go: text for standard output, kept until <see cref="FlushReport"/>.</summary>
    public TextWriter Report => _report;

    /// <summary>
    /// Writes what <see cref="Report"/> has collected to standard output. A reader who has gone has seen enough: what the command has
    /// done is done, and its exit code stands.
    /// </summary>
    public void FlushReport()
    {
        StringBuilder text = _report.GetStringBuilder();
        if (text.Length == 0)
        {
            return;
        }

        byte[] bytes = Encoding.UTF8.GetBytes(text.ToString());
        text.Clear();
        try
        {
            Output.Write(bytes);
            Output.Flush();
        }
        catch (ClosedPipeException)
        {
        }
    }

    public void Dispose() => _report.Dispose();
}
