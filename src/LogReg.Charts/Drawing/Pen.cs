using LogReg.Charts.Figures;

namespace LogReg.Charts.Drawing;

/// <summary>The style of a line.</summary>
/// <param name="Ink">Its colour.</param>
/// <param name="Width">Its width in pixels.</param>
/// <param name="Dash">How it is interrupted.</param>
internal readonly record struct Pen(Ink Ink, double Width, Dash Dash = Dash.Solid)
{
    /// <summary>The lengths of strokes and gaps in pixels; empty for a line without gaps.</summary>
    public double[] Pattern => Dash switch
    {
        Dash.Dashed => [Width * 3.5, Width * 2.5],
        Dash.Dotted => [Width, Width * 2],
        _ => [],
    };
}

/// <summary>How a text is written.</summary>
/// <param name="Ink">Its colour.</param>
/// <param name="Size">Its size in pixels.</param>
/// <param name="Anchor">Which part of it is at its place.</param>
/// <param name="IsUpright">Whether it runs from below upwards.</param>
internal readonly record struct TextStyle(Ink Ink, double Size, TextAnchor Anchor = TextAnchor.Start, bool IsUpright = false);
