using System.Xml.Linq;
using LogReg.Numerics;

namespace LogReg.Charts.Tests.Plots;

public class SigmoidPlotTests
{
    private static readonly double[] Arguments = [-6, -4, -1.5, -0.01, 0, 0.01, 1, 2.5, 5.99, 6];

    [Fact]
    public void Sigmoid_Curves_PassThroughTheFunctionsValues()
    {
        var picture = SvgPicture.Parse(FitPlots.PlotSigmoid(new SigmoidPlotOptions { ShowsTanh = true }).ToSvg());
        AssertPasses(picture, "sigmoid", LogisticFunctions.Sigmoid);
        AssertPasses(picture, "derivative", LogisticFunctions.SigmoidDerivative);
        AssertPasses(picture, "green", LogisticFunctions.Tanh);
    }

    [Fact]
    public void Sigmoid_Curves_HaveAPointEachHundredth() =>
        Assert.Equal(1201, SvgPicture.Curve(Plain().Chart(), "sigmoid").Count);

    [Fact]
    public void Sigmoid_AtZero_IsAHalfOnTheCentralAxis()
    {
        XElement chart = Plain().Chart();
        (double x, double y) = SvgPicture.Curve(chart, "sigmoid")[600];
        Assert.Equal(0, x, 0.001);
        Assert.Equal(0.5, y, 0.001);
        string vertical = (string)SvgPicture.OfClass(SvgPicture.OfClass(chart, "y-axis").Single(), "line").First().Attribute("d")!;
        double pixel = SvgPicture.Attribute(SvgPicture.OfClass(chart, "x-axis").Single().Elements().First(text => text.Value == "2"), "x");
        Assert.InRange(
            double.Parse(vertical[1..].Split(',')[0], System.Globalization.CultureInfo.InvariantCulture), pixel - 143, pixel - 141);
    }

    [Fact]
    public void Sigmoid_ColoursAndWidths_AreAsSpecified()
    {
        SvgPicture picture = Plain();
        Assert.Contains(".line.sigmoid{stroke:#307EC7}", picture.Style, StringComparison.Ordinal);
        Assert.Contains(".line.derivative{stroke:#9621E2}", picture.Style, StringComparison.Ordinal);

        // Three points of 1/72 inch at 100 pixels an inch.
        Assert.All(picture.OfClass("curve").Elements(), curve => Assert.Equal(4.17, SvgPicture.Attribute(curve, "stroke-width")));
    }

    [Fact]
    public void Sigmoid_Legend_IsInTheUpperRight()
    {
        XElement[] names = [.. Plain().OfClass("legend").Single().Elements().Where(element => element.Name.LocalName == "text")];
        Assert.Equal(2, names.Length);
        Assert.All(names, name => Assert.True(SvgPicture.Attribute(name, "x") > 600 && SvgPicture.Attribute(name, "y") < 120));
    }

    [Fact]
    public void Saturation_Span_BeginsWhereTheDerivativeIsAHundredth()
    {
        var picture = SvgPicture.Parse(FitPlots.PlotSigmoid(new SigmoidPlotOptions { ShowsSaturation = true }).ToSvg());
        XElement right =
            picture.OfClass("span").Select(group => group.Elements().Single()).Single(box => SvgPicture.Attribute(box, "x") > 450);
        Assert.Equal(
            0.01, LogisticFunctions.SigmoidDerivative(SvgPicture.Horizontal(picture.Chart())(SvgPicture.Attribute(right, "x"))), 1e-4);
    }

    private static SvgPicture Plain() => SvgPicture.Parse(FitPlots.PlotSigmoid().ToSvg());

    private static void AssertPasses(SvgPicture picture, string ink, Func<double, double> function)
    {
        IReadOnlyList<(double X, double Y)> curve = SvgPicture.Curve(picture.Chart(), ink);
        foreach (double argument in Arguments)
        {
            (double x, double y) = curve.MinBy(point => Math.Abs(point.X - argument));
            Assert.Equal(argument, x, 0.02);

            // Two decimals of a pixel, and where the curve is steep half a pixel that was left out.
            Assert.Equal(function(argument), y, 0.012);
        }
    }
}
