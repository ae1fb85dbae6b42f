using System.Globalization;
using System.Net;
using System.Text;
using LogReg.Export.Writing;

namespace LogReg.Export.Pages;

/// <summary>Draws a nomogram as an SVG, for paper and pages: axes for the points, each column, the total and the probability.</summary>
/// <param name="model">The model.</param>
internal sealed class NomogramExporter(ExportedModel model) : Exporter(model)
{
    private const double Left = 200;
    private const double Length = 760;
    private const double Width = Left + Length + 40;
    private const double Row = 58;
    private const double Letter = 6.8;
    private const int LongestName = 26;

    private const string Look = """
        <style>
        .nomogram-axis { stroke: #1b1f24; stroke-width: 1; }
        .nomogram-text { fill: #1b1f24; font: 12px system-ui, sans-serif; }
        .nomogram-name { fill: #1b1f24; font: 600 13px system-ui, sans-serif; }
        @media screen and (prefers-color-scheme: dark) {
          .nomogram-axis { stroke: #e6edf3; }
          .nomogram-text, .nomogram-name { fill: #e6edf3; }
        }
        </style>

        """;

    private static readonly double[] Probabilities = [0.001, 0.01, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99, 0.999];

    /// <inheritdoc/>
    /// <exception cref="LogRegException">A nomogram cannot show the model.</exception>
    public override void Write(Stream output)
    {
        using var writer = new StreamWriter(output, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };
        writer.Write(Draw());
    }

    /// <summary>The SVG.</summary>
    public string Draw()
    {
        var nomogram = new Nomogram(Model);
        var drawing = new StringBuilder();
        double height = (Row * (nomogram.Axes.Count + 4)) + 20;
        string title = $"{Model.Target}: nomogram of the probability of {Model.Model.Target.Positive}";
        drawing.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {height}\" ");
        drawing.Append(CultureInfo.InvariantCulture, $"width=\"{Width}\" height=\"{height}\" role=\"img\" aria-label=\"{Encoded(title)}\">\n");
        drawing.Append(Look);
        double y = 40;
        Axis(drawing, "points", y, [.. Enumerable.Range(0, 11).Select(place => new NomogramMark($"{place * 10}", place * 10, false))], 100);
        foreach (NomogramAxis axis in nomogram.Axes)
        {
            Axis(drawing, axis.Name, y += Row, axis.Marks, 100);
        }

        double most = AxisTicks.Around(0, nomogram.MostPoints, 10)[^1];
        Axis(drawing, "total points", y += Row, [.. AxisTicks.Around(0, most, 10).Select(
            value => new NomogramMark(value.ToString("G6", CultureInfo.InvariantCulture), value, false))], most);
        double PointsOf(double logOdds) => (logOdds - nomogram.Base) * nomogram.PointsPerUnit;
        double last = nomogram.Base + (most / nomogram.PointsPerUnit);
        Axis(drawing, "log-odds", y += Row, [.. Within(AxisTicks.Around(nomogram.Base, last, 10).Select(
            value => new NomogramMark(value.ToString("G4", CultureInfo.InvariantCulture), PointsOf(value), false)), most)], most);
        Axis(drawing, $"P({Model.Model.Target.Positive})", y + Row, [.. Within(Probabilities.Select(
            value => new NomogramMark(value.ToString("R", CultureInfo.InvariantCulture), PointsOf(Math.Log(value / (1 - value))), false)),
                most)], most);
        return drawing.Append("</svg>\n").ToString();
    }

    private static IEnumerable<NomogramMark> Within(IEnumerable<NomogramMark> marks, double most) =>
        marks.Where(mark => mark.Points >= -1e-9 && mark.Points <= most + 1e-9);

    private static void Axis(StringBuilder drawing, string name, double y, IReadOnlyList<NomogramMark> marks, double most)
    {
        string shown = name.Length <= LongestName ? name : $"{name[..(char.IsHighSurrogate(name[LongestName - 2]) ? LongestName - 2 : LongestName - 1)]}…";
        drawing.Append(CultureInfo.InvariantCulture, $"<text class=\"nomogram-name\" x=\"{Left - 14}\" y=\"{y + 4}\" text-anchor=\"end\">{Encoded(shown)}"
            + $"<title>{Encoded(name)}</title></text>\n");
        if (marks.Count == 0)
        {
            return;
        }

        double Place(double points) => Math.Round(Left + (points / most * Length), 2);
        Line(drawing, Place(marks.Min(mark => mark.Points)), y, Place(marks.Max(mark => mark.Points)), y);

        // Texts that would overlap stand further from the line, each side of which has three places.
        double[] ends = [double.NegativeInfinity, double.NegativeInfinity, double.NegativeInfinity];
        double[] endsBelow = [.. ends];
        foreach (NomogramMark mark in marks.OrderBy(mark => mark.Points))
        {
            double x = Place(mark.Points);
            Line(drawing, x, y, x, mark.IsBelow ? y + 6 : y - 6);
            double half = mark.Text.Length * Letter / 2;
            double[] side = mark.IsBelow ? endsBelow : ends;
            int free = Array.FindIndex(side, end => end + 4 <= x - half);
            if (free < 0 && !mark.IsBelow)
            {
                side = endsBelow;
                free = Array.FindIndex(side, end => end + 4 <= x - half);
            }

            int place = Math.Max(free, 0);
            side[place] = x + half;
            double height = ReferenceEquals(side, endsBelow) ? y + 18 + (12 * place) : y - 9 - (12 * place);
            drawing.Append(CultureInfo.InvariantCulture, $"<text class=\"nomogram-text\" x=\"{x}\" y=\"{height}\" text-anchor=\"middle\">{Encoded(mark.Text)}</text>\n");
        }
    }

    private static void Line(StringBuilder drawing, double x, double y, double toX, double toY) => drawing.Append(
        CultureInfo.InvariantCulture, $"<line class=\"nomogram-axis\" x1=\"{x}\" y1=\"{y}\" x2=\"{toX}\" y2=\"{toY}\"/>\n");

    // What XML cannot hold is no part of a drawing.
    private static string Encoded(string text) => WebUtility.HtmlEncode(string.Concat(text.Select(one => char.IsControl(one) ? ' ' : one)));
}
