using System.Security.Cryptography;
using System.Text;
using LogReg.Charts.Drawing;

namespace LogReg.Charts.Reports.Html;

/// <summary>The style sheet and the script of a page, and what allows a browser these two and nothing else.</summary>
internal static class PageStyle
{
    /// <summary>The style sheet. Paper is light; a screen is as the system wants it, unless the reader chooses.</summary>
    public static string Sheet { get; } = string.Concat(
        $":root{{color-scheme:light;{Variables(PlotTheme.Light)}}}\n",
        $"@media screen and (prefers-color-scheme:dark){{:root{{color-scheme:dark;{Variables(PlotTheme.Dark)}}}}}\n",
        $"@media screen{{:root:has(#theme-light:checked){{color-scheme:light;{Variables(PlotTheme.Light)}}}\n",
        $":root:has(#theme-dark:checked){{color-scheme:dark;{Variables(PlotTheme.Dark)}}}}}\n",
        SvgStyle.Shared(),
        Resource("report.css"));

    /// <summary>The script, which shows at once what a picture's marks say when they are pointed at. The page does without it.</summary>
    public static string Script { get; } = Resource("report.js");

    /// <summary>The page's content security policy: no network, no script and no style but its own.</summary>
    public static string Policy { get; } =
        $"default-src 'none'; img-src data:; style-src 'sha256-{Digest(Sheet)}'; script-src 'sha256-{Digest(Script)}'; base-uri 'none'; "
            + $"form-action 'none'";

    private static string Variables(PlotTheme theme) =>
        SvgStyle.Variables(theme) + string.Concat(PageInks.All.Select(ink => $"--logreg-{ink.Name}:{ink.In(theme)};"));

    private static string Resource(string name)
    {
        using Stream stream = typeof(PageStyle).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    private static string Digest(string text) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
