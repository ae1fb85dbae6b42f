using LogReg.Charts.Figures;

namespace LogReg.Charts;

/// <summary>A picture before it is drawn: titles, axes and series, without pixels or colours. Save it as SVG or PNG.</summary>
public sealed record Figure
{
    internal Figure()
    {
    }

    /// <summary>A short name in lower case, such as <c>roc</c>. Ids in the SVG begin with it.</summary>
    public string Name { get; internal init; } = "";

    /// <summary>The line above the figure.</summary>
    public string Title { get; internal init; } = "";

    /// <summary>The smaller line below the title; empty for none.</summary>
    public string Subtitle { get; internal init; } = "";

    /// <summary>What the figure shows, in a sentence or two, for readers who cannot see it.</summary>
    public string Description { get; internal init; } = "";

    /// <summary>The width that suits the figure, in pixels.</summary>
    public int Width { get; internal init; } = 900;

    /// <summary>The height that suits the figure, in pixels.</summary>
    public int Height { get; internal init; } = 500;

    /// <summary>Whether title and subtitle are written into the picture; a page has them above it.</summary>
    internal bool ShowsTitle { get; init; } = true;

    /// <summary>The charts, from top to bottom.</summary>
    internal IReadOnlyList<Chart> Charts { get; init; } = [];
}
