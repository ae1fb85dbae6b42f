namespace LogReg.Cli.Tests;

/// <summary>What a test puts around a command instead of a terminal.</summary>
internal sealed record Surroundings
{
    public Stream? Input { get; init; }

    public Stream? Output { get; init; }

    public int Width { get; init; } = 80;

    public bool IsTerminal { get; init; }

    public bool AllowsColor { get; init; }

    public bool ForcesColor { get; init; }

    public bool AllowsUnicode { get; init; } = true;

    public CancellationToken CancellationToken { get; init; }
}
