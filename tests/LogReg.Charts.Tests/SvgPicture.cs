using System.Globalization;
using System.Xml.Linq;

namespace LogReg.Charts.Tests;

/// <summary>An SVG as a test reads it: where its curves are, by what its own axes say.</summary>
internal sealed class SvgPicture
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    private SvgPicture(XElement root)
    {
        Root = root;
    }

    public XElement Root { get; }

    public IReadOnlyList<string> Texts => [.. Root.Descendants(Svg + "text").Select(text => text.Value)];

    public IReadOnlyList<string> Tooltips => [.. Root.Descendants(Svg + "title").Skip(1).Select(title => title.Value)];

    public string Style => Root.Element(Svg + "style")?.Value ?? "";

    public static SvgPicture Parse(string text) => new(XElement.Parse(text));

    public static SvgPicture Load(string path) => Parse(File.ReadAllText(path));

    /// <summary>The elements of a class, whatever else they are.</summary>
    public IEnumerable<XElement> OfClass(string name) => OfClass(Root, name);

    public static IEnumerable<XElement> OfClass(XElement root, string name) =>
        root.Descendants().Where(element => ((string?)element.Attribute("class"))?.Split(' ').Contains(name) == true);

    /// <summary>The chart at a position, from the top.</summary>
    public XElement Chart(int index = 0) => OfClass("chart").ElementAt(index);

    /// <summary>The points of a curve of a chart, in the numbers of its axes.</summary>
    public static IReadOnlyList<(double X, double Y)> Curve(
        XElement chart, string ink, Func<double, double>? toX = null, Func<double, double>? toY = null)
    {
        XElement path = OfClass(chart, "curve").SelectMany(group => OfClass(group, ink)).First();
        return
        [
            .. Points((string)path.Attribute("d")!).Select(
                point => ((toX ?? Horizontal(chart))(point.X), (toY ?? Vertical(chart))(point.Y))),
        ];
    }

    /// <summary>The points of all curves in an ink, in the numbers of the chart's axes.</summary>
    public static IReadOnlyList<IReadOnlyList<(double X, double Y)>> Curves(
        XElement chart, string ink, Func<double, double> toX, Func<double, double> toY) =>
        [.. OfClass(chart, "curve").SelectMany(group => OfClass(group, ink)).Select(
            path => Points((string)path.Attribute("d")!).Select(point => (toX(point.X), toY(point.Y))).ToArray())];

    /// <summary>The discs of a chart, in the numbers of its axes.</summary>
    public static IReadOnlyList<(double X, double Y)> Discs(
        XElement chart, Func<double, double>? toX = null, Func<double, double>? toY = null) =>
        [.. OfClass(chart, "points").SelectMany(group => OfClass(group, "disc")).Select(disc => (
            (toX ?? Horizontal(chart))(Attribute(disc, "cx")), (toY ?? Vertical(chart))(Attribute(disc, "cy"))))];

    /// <summary>From pixels to the numbers of the x axis, as its first and last labels say.</summary>
    public static Func<double, double> Horizontal(XElement chart, bool isLogarithmic = false) => Scale(chart, "x-axis", "x", isLogarithmic);

    /// <summary>From pixels to the numbers of the y axis, as its first and last labels say.</summary>
    public static Func<double, double> Vertical(XElement chart, bool isLogarithmic = false) => Scale(chart, "y-axis", "y", isLogarithmic);

    public static double Attribute(XElement element, string name) =>
        double.Parse((string)element.Attribute(name)!, CultureInfo.InvariantCulture);

    private static Func<double, double> Scale(XElement chart, string axis, string coordinate, bool isLogarithmic)
    {
        var labels = OfClass(chart, axis).Single().Elements(Svg + "text")
            .Where(
                text =>
                    double.TryParse(
                        Plain(text.Value), NumberStyles.Float | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out _))
            .Select(
                text =>
                    (Pixel: Attribute(text, coordinate),
                        Value: double.Parse(
                            Plain(text.Value), NumberStyles.Float | NumberStyles.AllowThousands, CultureInfo.InvariantCulture)))
            .ToList();
        (double firstPixel, double first) = labels[0];
        (double lastPixel, double last) = labels[^1];

        // A label's base line is below its tick by half a capital letter's height.
        double shift = coordinate == "y" ? 13 * 0.729 / 2 : 0;
        return isLogarithmic
            ? pixel =>
                Math.Exp(Math.Log(first) + ((pixel + shift - firstPixel) / (lastPixel - firstPixel) * (Math.Log(last) - Math.Log(first))))
            : pixel => first + ((pixel + shift - firstPixel) / (lastPixel - firstPixel) * (last - first));
    }

    private static string Plain(string label) => label.Replace('−', '-').TrimEnd('%');

    private static IEnumerable<(double X, double Y)> Points(string path) =>
        path.Split(['M', 'L'], StringSplitOptions.RemoveEmptyEntries).Select(point => point.Split(',')).Select(pair => (
            double.Parse(pair[0], CultureInfo.InvariantCulture), double.Parse(pair[1], CultureInfo.InvariantCulture)));
}
