using LogReg.Charts.Drawing;
using LogReg.Charts.Figures;
using LogReg.Charts.Layout;
using SkiaSharp;

namespace LogReg.Charts.Tests.Drawing;

public class DrawingTests
{
    [Theory]
    [InlineData("σ′(z) = σ(z)(1 − σ(z))")]
    [InlineData("λ·‖β‖² ≤ 10⁻³ → ∞ × √β")]
    [InlineData("Größe, œuvre, Łódź")]
    public void Width_OfAText_IsThatOfTheDrawnFont(string text)
    {
        using var data = SKData.CreateCopy(EmbeddedFont.File);
        using var typeface = SKTypeface.FromData(data);
        using var font = new SKFont(typeface, 20) { Hinting = SKFontHinting.None, Subpixel = true };
        Assert.Equal(font.MeasureText(text), EmbeddedFont.Width(text, 20), 0.05);
        Assert.True(font.ContainsGlyphs(text), text);
    }

    [Fact]
    public void Shorten_LongText_EndsInAnEllipsisWithinTheLimit()
    {
        string text = EmbeddedFont.Shorten("a name that is far too long", 13, 80);
        Assert.EndsWith("…", text, StringComparison.Ordinal);
        Assert.InRange(EmbeddedFont.Width(text, 13), 60, 80);
    }

    [Fact]
    public void Inks_OnTheirSurface_HaveContrast()
    {
        foreach (PlotTheme theme in Enum.GetValues<PlotTheme>())
        {
            double surface = Luminance(Inks.Surface.In(theme));
            foreach (Ink ink in Inks.All.Except([Inks.Surface, Inks.Grid]))
            {
                double own = Luminance(ink.In(theme));
                double contrast = (Math.Max(own, surface) + 0.05) / (Math.Min(own, surface) + 0.05);
                Assert.True(contrast >= (ink == Inks.Text || ink == Inks.Muted ? 4.5 : 3), $"{ink.Name}, {theme}: {contrast:F2}");
            }
        }
    }

    [Fact]
    public void InlineSvg_TakesItsColoursFromThePage()
    {
        string svg = FigureFile.ToInlineSvg(FitPlots.PlotSigmoid());
        Assert.DoesNotContain("#", svg.Replace("url(#", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain("<style", svg, StringComparison.Ordinal);
        Assert.Contains("var(--logreg-sigmoid)", SvgStyle.Shared(), StringComparison.Ordinal);
        Assert.Contains("--logreg-sigmoid:#307EC7;", SvgStyle.Variables(PlotTheme.Light), StringComparison.Ordinal);
    }

    [Fact]
    public void Svg_TextOfTheData_IsEscaped()
    {
        Figure figure = FitPlots.PlotSigmoid() with { Title = "a<b & \"c\"\u0001" };
        Assert.Contains("a<b & \"c\"·", SvgPicture.Parse(figure.ToSvg()).Texts);
    }

    [Theory]
    [InlineData(0, 1, 5, "0 0.2 0.4 0.6 0.8 1.0")]
    [InlineData(-1, 1, 4, "−1.0 −0.5 0 0.5 1.0")]
    [InlineData(0, 300, 3, "0 100 200 300")]
    [InlineData(0, 25000, 5, "0 5,000 10,000 15,000 20,000 25,000")]
    [InlineData(0, 4e9, 4, "0 1e+9 2e+9 3e+9 4e+9")]
    public void Ticks_OfARange_AreRound(double minimum, double maximum, int most, string expected) =>
        Assert.Equal(
            expected, string.Join(' ', TickFinder.Find(new Axis { Label = "" }, minimum, maximum, most).Select(tick => tick.Label)));

    [Theory]
    [InlineData(0.05, 1.2, 8, "0.05 0.1 0.2 0.5 1")]
    [InlineData(0.6, 2.2, 9, "0.6 0.8 1.0 1.2 1.4 1.6 1.8 2.0 2.2")]
    [InlineData(1e-9, 1, 5, "10⁻⁸ 10⁻⁶ 10⁻⁴ 0.01 1")]
    public void LogarithmicTicks_OfARange_ArePowers(double minimum, double maximum, int most, string expected) =>
        Assert.Equal(
            expected,
            string.Join(
                ' ',
                TickFinder.Find(new Axis { Label = "", IsLogarithmic = true }, minimum, maximum, most).Select(tick => tick.Label).Where(
                    label => label.Length > 0)));

    private static double Luminance(string color)
    {
        double[] linear = [.. new[] { 1, 3, 5 }.Select(start => Convert.ToInt32(color.Substring(start, 2), 16) / 255.0)
            .Select(value => value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4))];
        return (0.2126 * linear[0]) + (0.7152 * linear[1]) + (0.0722 * linear[2]);
    }

    [Fact]
    public void Shorten_LetterThatAnEllipsisWouldNotShorten_IsKept() => Assert.Equal("M", EmbeddedFont.Shorten("M", 13, 6));
}
