namespace LogReg.Cli.Plots;

/// <summary>A picture before it is drawn: what is to be seen, not where and how.</summary>
internal sealed record Figure
{
    /// <summary>A short name in lower case, which begins every id of the SVG: several on one page must differ.</summary>
    public required string Name { get; init; }

    /// <summary>One line above everything.</summary>
    public required string Title { get; init; }

    /// <summary>A smaller line below the title; empty for none.</summary>
    public string Subtitle { get; init; } = "";

    /// <summary>Whether title and subtitle are written into the picture; a page has them above it.</summary>
    public bool ShowsTitle { get; init; } = true;

    /// <summary>What is to be seen, in a sentence or two, for who cannot see it.</summary>
    public required string Description { get; init; }

    /// <summary>The charts, from top to bottom.</summary>
    public required IReadOnlyList<Chart> Charts { get; init; }

    /// <summary>The width that suits it, in pixels.</summary>
    public int Width { get; init; } = 900;

    /// <summary>The height that suits it, in pixels.</summary>
    public int Height { get; init; } = 500;
}
