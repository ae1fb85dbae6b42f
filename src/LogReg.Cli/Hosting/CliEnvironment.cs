using System.Text;

namespace LogReg.Cli;

/// <summary>Everything outside the program that a command touches, except files: its streams, its terminal and the wish to stop.</summary>
internal sealed record CliEnvironment : IDisposable
{
    // Reports are small; what is not yet written when an error occurs is written before it.
    private readonly StringWriter _report = new() { NewLine = "\n" };

    /// <summary>Standard input, as bytes.</summary>
    public required Stream Input { get; init; }

    /// <summary>Standard output, as bytes; a failed write throws <see cref="ClosedPipeException"/> or
    /// <see cref="LogRegException"/>.</summary>
    public required Stream Output { get; init; }

    /// <summary>Standard error; nowhere in a process that is to be silent because another one speaks for it.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>Standard error of this very process, for what no other can tell.</summary>
    public TextWriter OwnError
    {
        get => field ?? Error;
        init;
    }

    /// <summary>The processes that run the command together.</summary>
    public ProcessGroup Processes { get; init; } = ProcessGroup.Single;

    /// <summary>Whether a person reads standard output as it comes.</summary>
    public bool IsOutputTerminal { get; init; }

    /// <summary>Whether a person reads standard error as it comes, so that a progress display can redraw itself.</summary>
    public bool IsErrorTerminal { get; init; }

    /// <summary>Whether a terminal may be sent colours.</summary>
    public bool AllowsColor { get; init; }

    /// <summary>Whether colours are wanted where there is no terminal, too.</summary>
    public bool ForcesColor { get; init; }

    /// <summary>Whether the terminal can only write on, so that nothing can be redrawn.</summary>
    public bool IsDumbTerminal { get; init; }

    /// <summary>Whether block characters can be shown: not on a terminal of few characters.</summary>
    public bool AllowsUnicode { get; init; } = true;

    /// <summary>The columns of the terminal; 80 where standard output goes to none.</summary>
    public int Width { get; init; } = 80;

    /// <summary>The columns of the terminal that shows standard error; 80 where there is none.</summary>
    public int ErrorWidth { get; init; } = 80;

    /// <summary>Whether reports on standard output have colours.</summary>
    public bool ColorsOutput => AllowsColor && (IsOutputTerminal || ForcesColor);

    /// <summary>Whether messages on standard error have colours.</summary>
    public bool ColorsError => AllowsColor && (IsErrorTerminal || ForcesColor);

    /// <summary>Cancelled when the person or the system wants the program to end.</summary>
    public CancellationToken CancellationToken { get; init; }

    /// <summary>What time it is.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

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
