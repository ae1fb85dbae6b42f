using LogReg.Charts.Drawing;
using LogReg.Charts.Figures;

namespace LogReg.Charts.Terminal;

/// <summary>Draws on a terminal's cells; a pixel is a dot.</summary>
internal sealed class TerminalDrawing(TerminalCanvas canvas, TerminalStyle style) : IDrawing
{
    // Smaller discs are a dot.
    private const double SmallestDisc = 0.7;

    // A base line is below the middle of its text by half a capital letter's height.
    private const double BaselineShift = 1.2;

    // What is set first of four by four dots, as their share rises (B. E. Bayer, 1973).
    private static readonly int[,] Dither = { { 0, 8, 2, 10 }, { 12, 4, 14, 6 }, { 3, 11, 1, 9 }, { 15, 7, 13, 5 } };

    // From which opacity on a cell of a table is shaded lightly, more, and dark.
    private static readonly double[] Shades = [0.02, 0.15, 0.38];

    private readonly Stack<(string Name, PixelBox? Clip)> _groups = new();

    private bool IsTable => _groups.Count > 0 && _groups.Peek().Name.Contains("cells", StringComparison.Ordinal);

    public void BeginGroup(string name, PixelBox? clip = null) =>
        _groups.Push((name, clip ?? (_groups.Count > 0 ? _groups.Peek().Clip : null)));

    public void EndGroup() => _groups.Pop();

    public void Line(IReadOnlyList<PixelPoint> points, Pen pen, string tooltip = "")
    {
        int travelled = 0;
        for (int index = 1; index < points.Count; index++)
        {
            (PixelPoint from, PixelPoint to) = (points[index - 1], points[index]);
            if (double.IsNaN(from.X + from.Y + to.X + to.Y))
            {
                continue;
            }

            int steps = Math.Max(1, (int)Math.Ceiling(Math.Max(Math.Abs(to.X - from.X), Math.Abs(to.Y - from.Y))));
            for (int step = index == 1 ? 0 : 1; step <= steps; step++)
            {
                double share = step / (double)steps;
                bool isSet = pen.Dash switch { Dash.Dashed => travelled % 6 < 4, Dash.Dotted => travelled % 3 == 0, _ => true };
                travelled++;
                if (isSet)
                {
                    Dot(from.X + (share * (to.X - from.X)), from.Y + (share * (to.Y - from.Y)), pen.Ink);
                }
            }
        }
    }

    public void Area(IReadOnlyList<PixelPoint> points, Ink ink, double opacity)
    {
        PixelPoint[] corners = [.. points.Where(point => !double.IsNaN(point.X + point.Y))];
        for (int y = 0; y < canvas.Rows * TerminalCanvas.Down; y++)
        {
            var crossings = new List<double>();
            for (int index = 0; index < corners.Length; index++)
            {
                (PixelPoint from, PixelPoint to) = (corners[index], corners[(index + 1) % corners.Length]);
                if ((from.Y <= y) != (to.Y <= y))
                {
                    crossings.Add(from.X + ((y - from.Y) / (to.Y - from.Y) * (to.X - from.X)));
                }
            }

            crossings.Sort();
            for (int pair = 0; pair + 1 < crossings.Count; pair += 2)
            {
                for (int x = (int)Math.Ceiling(crossings[pair]); x <= crossings[pair + 1]; x++)
                {
                    Shade(x, y, ink, opacity);
                }
            }
        }
    }

    public void Box(PixelBox box, Ink ink, double opacity = 1, string tooltip = "")
    {
        bool isLeftOut = ink == Inks.Grid || (style.IsAscii && IsTable);
        if (isLeftOut)
        {
            return;
        }

        if (IsTable)
        {
            ShadeCells(box, ink, opacity);
            return;
        }

        int right = Math.Max((int)Math.Round(box.Left), (int)Math.Round(box.Right) - 1);
        int bottom = Math.Max((int)Math.Round(box.Top), (int)Math.Round(box.Bottom) - 1);
        for (int y = (int)Math.Round(box.Top); y <= bottom; y++)
        {
            for (int x = (int)Math.Round(box.Left); x <= right; x++)
            {
                if (opacity == 1 || (style.IsAscii && opacity >= 0.5))
                {
                    Dot(x, y, ink, isBar: true);
                }
                else
                {
                    Shade(x, y, ink, opacity);
                }
            }
        }
    }

    public void Disc(PixelPoint center, double radius, Ink ink, string tooltip = "")
    {
        if (radius < SmallestDisc)
        {
            Dot(center.X, center.Y, ink);
        }
        else if (IsVisible(center.X, center.Y))
        {
            canvas.Write(
                (int)Math.Round(center.X) / TerminalCanvas.Across,
                (int)Math.Round(center.Y) / TerminalCanvas.Down,
                style.IsAscii ? "O" : "●",
                ink);
        }
    }

    public void Write(string text, PixelPoint at, TextStyle textStyle)
    {
        string line = TerminalText.Of(text, style);

        // Between shaded dots letters need air.
        line = IsTable ? $" {line} " : line;
        double length = line.Length * TerminalCanvas.Across;
        double left = at.X - (textStyle.Anchor switch { TextAnchor.Middle => length / 2, TextAnchor.End => length, _ => 0 });
        canvas.Write(
            (int)Math.Round(left / TerminalCanvas.Across),
            (int)Math.Round(at.Y - BaselineShift) / TerminalCanvas.Down,
            line,
            textStyle.Ink);
    }

    private void ShadeCells(PixelBox box, Ink ink, double opacity)
    {
        int left = (int)Math.Ceiling(box.Left / TerminalCanvas.Across);
        int right = (int)Math.Floor(box.Right / TerminalCanvas.Across);
        char shade = opacity < Shades[0] ? ' ' : opacity < Shades[1] ? '░' : opacity < Shades[2] ? '▒' : '▓';
        for (int row = (int)Math.Ceiling(box.Top / TerminalCanvas.Down); row <= (int)Math.Floor(box.Bottom / TerminalCanvas.Down)
            - 1; row++)
        {
            canvas.Write(left, row, new string(shade, Math.Max(0, right - left)), ink);
        }
    }

    private void Shade(int x, int y, Ink ink, double opacity)
    {
        if (x >= 0 && Dither[y % 4, x % 4] < opacity * 16 && IsVisible(x, y))
        {
            canvas.Dot(x, y, ink, isFaint: true);
        }
    }

    private void Dot(double x, double y, Ink ink, bool isBar = false)
    {
        if (IsVisible(x, y))
        {
            canvas.Dot((int)Math.Round(x), (int)Math.Round(y), ink, isBar);
        }
    }

    private bool IsVisible(double x, double y) =>
        _groups.Count == 0 || _groups.Peek().Clip is not PixelBox clip
            || (x >= clip.Left - 0.5 && x <= clip.Right + 0.5 && y >= clip.Top - 0.5 && y <= clip.Bottom + 0.5);
}
