using LogReg.Charts.Drawing;
using LogReg.Charts.Figures;
using LogReg.Charts.Text;

namespace LogReg.Charts.Layout;

/// <summary>Places along curves that say their values when they are pointed at.</summary>
internal static class CurveSpots
{
    private const double Radius = 7;

    // Fewer pixels apart they would cover each other; more of them would fill a page.
    private const double NearestPixels = 9;
    private const int MostPerCurve = 60;
    private const int MostPerChart = 180;

    public static void Draw(IDrawing drawing, Chart chart, PixelBox inner, AxisScale x, AxisScale y)
    {
        LineSeries[] curves = [.. chart.Series.OfType<LineSeries>()];
        if (curves.Length == 0 || chart.Series.OfType<PointSeries>().Any(points => points.Points.Count > 2))
        {
            // Points that say what they are need no help.
            return;
        }

        int most = Math.Max(6, Math.Min(MostPerCurve, MostPerChart / curves.Length));
        drawing.BeginGroup("spots");
        foreach (LineSeries curve in curves)
        {
            Draw(drawing, chart, curve, inner, x, y, most);
        }

        drawing.EndGroup();
    }

    private static void Draw(IDrawing drawing, Chart chart, LineSeries curve, PixelBox inner, AxisScale x, AxisScale y, int most)
    {
        PixelPoint[] places = [.. curve.X.Zip(curve.Y, (across, up) => new PixelPoint(x.Place(across), y.Place(up)))];
        double apart = Math.Max(NearestPixels, Length(places) / most);
        PixelPoint? last = null;
        for (int index = 0; index < places.Length; index++)
        {
            PixelPoint place = places[index];
            bool isInside = place.X >= inner.Left - 1 && place.X <= inner.Right + 1 && place.Y >= inner.Top - 1
                && place.Y <= inner.Bottom + 1;
            if (isInside && !(last is PixelPoint before && Distance(before, place) < apart))
            {
                string name = curve.Name.Length > 0 && chart.Series.OfType<LineSeries>().Count() > 1 ? $"{curve.Name}: " : "";
                drawing.Spot(place, Radius, $"{name}{Value(chart.X, curve.X[index])}, {Value(chart.Y, curve.Y[index])}");
                last = place;
            }
        }
    }

    private static string Value(Axis axis, double value)
    {
        string number = axis.Format is not null ? axis.Format(value)
            : axis is { Minimum: >= -0.5, Maximum: <= 1.5 } ? NumberFormat.Fixed(value, 3)
            : NumberFormat.Significant(value, 4);
        return $"{axis.Label} {number}".Trim();
    }

    private static double Length(PixelPoint[] places)
    {
        double length = 0;
        for (int index = 1; index < places.Length; index++)
        {
            double step = Distance(places[index - 1], places[index]);
            length += double.IsFinite(step) ? step : 0;
        }

        return length;
    }

    private static double Distance(PixelPoint first, PixelPoint second) => double.Hypot(first.X - second.X, first.Y - second.Y);
}
