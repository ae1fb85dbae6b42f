using System.Globalization;
using LogReg.Charts.Layout;
using LogReg.Charts.Reports.Blocks;
using LogReg.Charts.Text;

namespace LogReg.Charts.Reports.Html;

/// <summary>Writes the pieces of a section.</summary>
internal static class BlockWriter
{
    public static void Write(HtmlWriter html, ReportBlock block)
    {
        switch (block)
        {
            case HeadingBlock heading:
                html.Element("h3", heading.Text);
                break;
            case TextBlock text:
                html.Open("p").Words(text.Text).Close();
                break;
            case ListBlock list:
                WriteList(html, list);
                break;
            case WarningsBlock warnings:
                WriteWarnings(html, warnings);
                break;
            case FactsBlock facts:
                WriteFacts(html, facts);
                break;
            case TilesBlock tiles:
                WriteTiles(html, tiles);
                break;
            case TableBlock table:
                TableMarkup.Write(html, table);
                break;
            case QualityBlock quality:
                WriteQuality(html, quality);
                break;
            case FiguresBlock figures:
                WriteFigures(html, figures);
                break;
            case BesideBlock beside:
                WriteBeside(html, beside);
                break;
            case CommandsBlock commands:
                WriteCommands(html, commands);
                break;
            default:
                throw new NotSupportedException($"Nothing writes a {block.GetType().Name}.");
        }

        html.Line();
    }

    private static void WriteList(HtmlWriter html, ListBlock list)
    {
        html.Open("ul", ("class", "effects"));
        foreach ((string lead, string text) in list.Items)
        {
            html.Open("li").Element("strong", lead).Words(text).Close();
        }

        html.Close();
    }

    private static void WriteWarnings(HtmlWriter html, WarningsBlock warnings)
    {
        html.Open("ul", ("class", "warnings"));
        foreach (string text in warnings.Texts)
        {
            html.Open("li").Element("strong", warnings.Lead).Words(text).Close();
        }

        html.Close();
    }

    private static void WriteFacts(HtmlWriter html, FactsBlock facts)
    {
        html.Open("dl", ("class", "facts"));
        foreach (ReportField field in facts.Fields.Where(field => field.Lines.Count > 0))
        {
            html.Open("div").Element("dt", field.Label);
            foreach (string line in field.Lines)
            {
                html.Open("dd").Words(line).Close();
            }

            html.Close();
        }

        html.Close();
    }

    private static void WriteTiles(HtmlWriter html, TilesBlock tiles)
    {
        html.Element("p", tiles.Caption, ("class", "tiles-caption"));
        html.Open("dl", ("class", "tiles"));
        foreach ((string label, string number, string note) in tiles.Tiles)
        {
            html.Open("div").Element("dt", label).Element("dd", number, ("class", "number")).Element("dd", note).Close();
        }

        html.Close();
    }

    private static void WriteQuality(HtmlWriter html, QualityBlock quality)
    {
        bool hasValidation = quality.CrossValidated.Count > 0;
        IReadOnlyList<QualityMeasure> first = quality.Columns[0].Measures;
        string[] validation = hasValidation ? ["cross-validated"] : [];
        string baseline = quality.Columns.Count > 1 ? $"{quality.Baseline}, {quality.Columns[0].Header}" : quality.Baseline;
        TableMarkup.Begin(html, quality.Caption, ["measure", .. validation, .. quality.Columns.Select(column => column.Header), baseline]);
        for (int row = 0; row < first.Count; row++)
        {
            html.Open("tr").Element("th", first[row].Label, ("scope", "row"));
            if (hasValidation)
            {
                html.Element("td", quality.CrossValidated.GetValueOrDefault(first[row].Name, ""));
            }

            for (int column = 0; column < quality.Columns.Count; column++)
            {
                WriteMeasure(html, quality.Columns[column].Measures[row], column == 0 ? "" : $"{quality.Columns[column].Header}: ");
            }

            html.Element("td", first[row].NullText).Close().Line();
        }

        TableMarkup.End(html);
    }

    private static void WriteMeasure(HtmlWriter html, QualityMeasure measure, string prefix)
    {
        html.Open("td");
        if (double.IsFinite(measure.Value))
        {
            html.Element(
                "data",
                measure.Text,
                ("value", measure.Value.ToString("R", CultureInfo.InvariantCulture)),
                ("data-measure", prefix + measure.Name));
        }
        else
        {
            html.Text(measure.Text);
        }

        html.Close();
    }

    private static void WriteBeside(HtmlWriter html, BesideBlock beside)
    {
        html.Open("div", ("class", "beside")).Line();
        foreach (IReadOnlyList<ReportBlock> column in beside.Columns.Where(column => column.Count > 0))
        {
            html.Open("div", ("class", column.All(block => block is FiguresBlock) ? "pictures" : "words")).Line();
            foreach (ReportBlock block in column)
            {
                Write(html, block);
            }

            html.Close().Line();
        }

        html.Close();
    }

    private static void WriteFigures(HtmlWriter html, FiguresBlock figures)
    {
        html.Open("div", ("class", figures.IsWide ? "figures wide" : "figures")).Line();
        foreach (Figure figure in figures.Figures)
        {
            html.Open("figure", ("id", $"figure-{figure.Name}")).Line();
            html.Open("figcaption").Element("strong", figure.Title);
            if (figure.Subtitle.Length > 0)
            {
                html.Element("span", figure.Subtitle);
            }

            html.Close().Line().Markup(FigureFile.ToInlineSvg(figure));
            html.Element("p", figure.Description).Close().Line();
        }

        html.Close();
    }

    private static void WriteCommands(HtmlWriter html, CommandsBlock commands)
    {
        html.Open("dl", ("class", "commands"));
        foreach ((string purpose, string commandLine) in commands.Commands)
        {
            html.Open("div").Element("dt", purpose).Open("dd").Element("code", commandLine).Close().Close();
        }

        html.Close();
    }
}
