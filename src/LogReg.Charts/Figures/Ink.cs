namespace LogReg.Charts.Figures;

/// <summary>A colour by its job. Pictures name jobs, themes give them colours, so that a page may switch themes without drawing
/// anew.</summary>
/// <param name="Name">The class that an SVG's elements have, and the name of the page's variable, <c>--logreg-NAME</c>.</param>
/// <param name="Light">The colour on white, #RRGGBB.</param>
/// <param name="Dark">The colour on near-black, #RRGGBB.</param>
internal sealed record Ink(string Name, string Light, string Dark)
{
    /// <summary>The colour in a theme, #RRGGBB.</summary>
    public string In(PlotTheme theme) => theme == PlotTheme.Light ? Light : Dark;
}

/// <summary>How a line is interrupted.</summary>
internal enum Dash
{
    Solid,
    Dashed,
    Dotted,
}

/// <summary>Which part of a text is at its place.</summary>
internal enum TextAnchor
{
    Start,
    Middle,
    End,
}
