using LogReg.Charts.Figures;

namespace LogReg.Charts.Drawing;

/// <summary>How a text is written.</summary>
/// <param name="Ink">Its colour.</param>
/// <param name="Size">Its size in pixels.</param>
/// <param name="Anchor">Which part of it is at its place.</param>
/// <param name="IsUpright">Whether it runs from below upwards.</param>
internal readonly record struct TextStyle(Ink Ink, double Size, TextAnchor Anchor = TextAnchor.Start, bool IsUpright = false);
