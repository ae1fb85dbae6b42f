using System.Text;
using LogReg.Charts.Figures;

namespace LogReg.Charts.Drawing;

/// <summary>The style sheet of SVGs. A picture of its own carries its colours; one in a page takes them from the page's
/// variables.</summary>
internal static class SvgStyle
{
    /// <summary>The class of every picture, which its rules begin with.</summary>
    public const string RootClass = "logreg-plot";

    /// <summary>The rules of a picture of its own.</summary>
    public static string Standalone(PlotTheme theme) => Rules(ink => ink.In(theme));

    /// <summary>The rules for all pictures of a page, which must define <see cref="Variables"/>.</summary>
    public static string Shared() => Rules(ink => $"var(--logreg-{ink.Name})");

    /// <summary>The colours as variables, such as <c>--logreg-blue:#0072B2;</c>, to be put into the page's rule for the theme.</summary>
    public static string Variables(PlotTheme theme) => string.Concat(Inks.All.Select(ink => $"--logreg-{ink.Name}:{ink.In(theme)};"));

    private static string Rules(Func<Ink, string> color)
    {
        var rules = new StringBuilder();
        rules.Append($".{RootClass}{{font-family:{EmbeddedFont.Family}}}\n");
        rules.Append($".{RootClass} .line{{fill:none;stroke-linejoin:round;stroke-linecap:butt}}\n");
        rules.Append($".{RootClass} .disc{{stroke:{color(Inks.Surface)}}}\n");
        foreach (Ink ink in Inks.All)
        {
            rules.Append($".{RootClass} .line.{ink.Name}{{stroke:{color(ink)}}}.{RootClass} .fill.{ink.Name}{{fill:{color(ink)}}}\n");
        }

        return rules.ToString();
    }
}
