using LogReg.Charts.Reports.Blocks;
using LogReg.Charts.Text;

namespace LogReg.Charts.Reports.Html;

/// <summary>Writes a report as one HTML file that needs nothing else.</summary>
internal static class PageWriter
{
    private const int LongestTitle = 200;

    private static readonly (string Id, string Label)[] Themes =
    [
        ("theme-system", "As the system"), ("theme-light", "Light"), ("theme-dark", "Dark"),
    ];

    public static string Write(ReportPage page)
    {
        var html = new HtmlWriter();
        html.Open("html", ("lang", "en")).Line();
        WriteHead(html, page);
        html.Open("body").Line();
        html.Element("a", "Skip to the summary", ("class", "skip"), ("href", "#main")).Line();
        WriteHeader(html, page);
        WriteNavigation(html, page);
        html.Open("main", ("id", "main"), ("tabindex", "-1")).Line();
        foreach (ReportSection section in page.Sections)
        {
            html.Open("section", ("id", section.Id), ("aria-labelledby", $"{section.Id}-heading")).Line();
            html.Element("h2", section.Heading, ("id", $"{section.Id}-heading")).Line();
            foreach (ReportBlock block in section.Blocks)
            {
                BlockWriter.Write(html, block);
            }

            html.Close().Line();
        }

        html.Close().Line();
        html.Open("footer").Element("p", $"Made by logreg {ProgramVersion.Text}.").Close().Line();
        html.Open("script").Markup(PageStyle.Script).Close().Line();
        html.Close().Line();
        return html.Close().Finish();
    }

    private static void WriteHead(HtmlWriter html, ReportPage page)
    {
        html.Open("head").Line();
        html.Void("meta", ("charset", "utf-8")).Line();
        html.Void("meta", ("http-equiv", "Content-Security-Policy"), ("content", PageStyle.Policy)).Line();
        html.Void("meta", ("name", "viewport"), ("content", "width=device-width, initial-scale=1")).Line();
        html.Void("meta", ("name", "generator"), ("content", $"logreg {ProgramVersion.Text}")).Line();
        html.Void("link", ("rel", "icon"), ("href", "data:,")).Line();
        html.Element("title", Printable.Cut($"{page.Title}: {page.Subtitle}", LongestTitle)).Line();
        html.Open("style").Markup(PageStyle.Sheet).Close().Line();
        html.Close().Line();
    }

    private static void WriteHeader(HtmlWriter html, ReportPage page)
    {
        html.Open("header").Line();
        html.Open("div").Element("h1", Printable.Cut(page.Title, LongestTitle)).Element("p", page.Subtitle, ("class", "subtitle")).Close()
            .Line();
        html.Open("fieldset", ("class", "themes")).Element("legend", "Colours");
        foreach ((string id, string label) in Themes)
        {
            html.Open("label");
            if (id == Themes[0].Id)
            {
                html.Void("input", ("type", "radio"), ("name", "theme"), ("id", id), ("checked", "checked"));
            }
            else
            {
                html.Void("input", ("type", "radio"), ("name", "theme"), ("id", id));
            }

            html.Element("span", label).Close();
        }

        html.Close().Close().Line();
    }

    private static void WriteNavigation(HtmlWriter html, ReportPage page)
    {
        html.Open("nav", ("aria-label", "Sections")).Open("ul");
        foreach (ReportSection section in page.Sections)
        {
            html.Open("li").Element("a", section.Heading, ("href", $"#{section.Id}")).Close();
        }

        html.Close().Close().Line();
    }
}
