using System.Globalization;
using LogReg.Charts.Figures;
using LogReg.Charts.Reports.Html;

namespace LogReg.Charts.Tests.Reports;

public class PageStyleTests
{
    // What stands on what.
    private static readonly (Ink Front, Ink Back, double Least)[] Pairs =
    [
        .. from back in new[] { Inks.Surface, PageInks.Page, PageInks.Stripe }
           from front in new[] { Inks.Text, Inks.Muted, PageInks.Link }
           select (front, back, 4.5),
        (Inks.Text, PageInks.Warning, 4.5),
        (Inks.Surface, Inks.Text, 4.5),
        (PageInks.WarningEdge, Inks.Surface, 3),
    ];

    [Fact]
    public void Colours_InBothThemes_HaveContrast()
    {
        foreach (PlotTheme theme in Enum.GetValues<PlotTheme>())
        {
            Assert.All(Pairs, pair =>
            {
                double front = Luminance(pair.Front.In(theme));
                double back = Luminance(pair.Back.In(theme));
                double contrast = (Math.Max(front, back) + 0.05) / (Math.Min(front, back) + 0.05);
                Assert.True(contrast >= pair.Least, $"{pair.Front.Name} on {pair.Back.Name}, {theme}: {contrast:F2}");
            });
        }
    }

    [Fact]
    public void Sheet_EveryColour_IsAVariableThatBothThemesDefine()
    {
        Ink[] inks = [.. Inks.All, .. PageInks.All];
        foreach (string use in PageStyle.Sheet.Split("var(--logreg-").Skip(1).Select(
            part => part[..part.IndexOf(')', StringComparison.Ordinal)]))
        {
            Assert.Contains(inks, ink => ink.Name == use);
        }

        Assert.All(inks, ink => Assert.Equal(4, PageStyle.Sheet.Split($"--logreg-{ink.Name}:#").Length - 1));
        Assert.DoesNotContain("url(", PageStyle.Sheet, StringComparison.Ordinal);
        Assert.DoesNotContain("@import", PageStyle.Sheet, StringComparison.Ordinal);
    }

    [Fact]
    public void SheetAndScript_NeedNoEscapingInXml()
    {
        Assert.DoesNotContain('<', PageStyle.Sheet);
        Assert.DoesNotContain('&', PageStyle.Sheet);
        Assert.DoesNotContain('<', PageStyle.Script);
        Assert.DoesNotContain('&', PageStyle.Script);
    }

    private static double Luminance(string color)
    {
        double[] channels = [.. new[] { 1, 3, 5 }.Select(
            start => int.Parse(color.AsSpan(start, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0)
            .Select(value => value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4))];
        return (0.2126 * channels[0]) + (0.7152 * channels[1]) + (0.0722 * channels[2]);
    }
}
