using LogReg.Charts.Figures;

namespace LogReg.Charts.Drawing;

/// <summary>A drawing surface: the elements of a picture, without any notion of charts.</summary>
internal interface IDrawing
{
    /// <summary>Begins a group of what belongs together, such as a series.</summary>
    /// <param name="name">Its class.</param>
    /// <param name="clip">What is outside of it is not to be seen; <see langword="null"/> for no limit.</param>
    void BeginGroup(string name, PixelBox? clip = null);

    void EndGroup();

    /// <summary>Draws a line through points; one with a NaN interrupts it.</summary>
    void Line(IReadOnlyList<PixelPoint> points, Pen pen, string tooltip = "");

    /// <summary>Fills the area within points.</summary>
    void Area(IReadOnlyList<PixelPoint> points, Ink ink, double opacity);

    void Box(PixelBox box, Ink ink, double opacity = 1, string tooltip = "");

    /// <summary>Draws a disc with a rim of the surface, so that discs in a crowd are told apart.</summary>
    void Disc(PixelPoint center, double radius, Ink ink, string tooltip = "");

    /// <summary>A place that says what is there when it is pointed at, where a drawing can; nothing is to be seen.</summary>
    void Spot(PixelPoint center, double radius, string tooltip)
    {
    }

    /// <summary>Writes a text.</summary>
    /// <param name="text">One line.</param>
    /// <param name="at">Where its anchor stands on the base line.</param>
    /// <param name="style">How.</param>
    void Write(string text, PixelPoint at, TextStyle style);
}
