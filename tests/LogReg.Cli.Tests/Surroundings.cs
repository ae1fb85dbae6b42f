namespace LogReg.Cli.Tests;

/// <summary>What a test puts around a command instead of a terminal.</summary>
internal sealed record Surroundings
{
    public Stream? Input { get; init; }

    public Stream? Output { get; init; }

    public int Width { get; init; } = 80;

    public bool IsTerminal { get; init; }

    /// <summary>Whether standard error is the terminal, too, on which progress shows when reading takes a while.</summary>
    public bool IsErrorTerminal { get; init; } = true;

    public bool AllowsColor { get; init; }

    public bool ForcesColor { get; init; }

    public bool AllowsUnicode { get; init; } = true;

    public TimeProvider Clock { get; init; } = new StandingClock(new DateTimeOffset(2026, 5, 1, 12, 30, 15, TimeSpan.Zero));

    public CancellationToken CancellationToken { get; init; }

    /// <summary>The processes of which the command is one.</summary>
    public ProcessGroup Processes { get; init; } = ProcessGroup.Single;
}
