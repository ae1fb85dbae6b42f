using System.Globalization;
using System.Xml.Linq;
using LogReg.Charts.Tests;

namespace LogReg.Cli.Tests.Reports;

/// <summary>A page as a test reads it.</summary>
internal sealed class HtmlPage
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    private HtmlPage(string text)
    {
        Text = text;
        Root = XDocument.Parse(text, LoadOptions.PreserveWhitespace).Root!;
    }

    public string Text { get; }

    public XElement Root { get; }

    /// <summary>The words of the page, a single space wherever there is space.</summary>
    public string Words => string.Join(' ', Root.Element("body")!.Value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    public IReadOnlyList<XElement> Tables => [.. Root.Descendants("table")];

    public IReadOnlyList<XElement> Pictures => [.. Root.Descendants(Svg + "svg")];

    public IReadOnlyList<string> Sections => [.. Root.Descendants("section").Select(section => (string)section.Attribute("id")!)];

    public IReadOnlyList<string> Figures =>
        [.. Root.Descendants("figure").Select(figure => ((string)figure.Attribute("id")!)["figure-".Length..])];

    /// <summary>The measures of quality, exactly.</summary>
    public IReadOnlyDictionary<string, double> Measures => Root.Descendants("data").ToDictionary(
        data => (string)data.Attribute("data-measure")!,
        data => double.Parse((string)data.Attribute("value")!, CultureInfo.InvariantCulture));

    public static HtmlPage Load(string path) => new(File.ReadAllText(path));

    public XElement Section(string id) => Root.Descendants("section").Single(section => (string?)section.Attribute("id") == id);

    /// <summary>The cells of the table whose caption begins so, row by row, without the headers.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Cells(string caption) =>
        [.. Tables.Single(table => table.Element("caption")!.Value.StartsWith(caption, StringComparison.Ordinal))
            .Element("tbody")!.Elements("tr").Select(row => row.Elements().Select(cell => cell.Value.Trim()).ToArray())];

    /// <summary>Asserts what a page needs so that everybody can read it.</summary>
    public void IsAccessible()
    {
        Assert.Equal("en", (string?)Root.Attribute("lang"));
        Assert.Single(Root.Descendants("h1"));
        Assert.Single(Root.Descendants("main"));
        Assert.Single(Root.Descendants("header"));
        Assert.Single(Root.Descendants("footer"));
        Assert.NotEmpty(Root.Element("head")!.Element("title")!.Value);
        int level = 1;
        foreach (XElement heading in Root.Descendants().Where(element => element.Name.LocalName is "h1" or "h2" or "h3" or "h4"))
        {
            int own = heading.Name.LocalName[1] - '0';
            Assert.True(own <= level + 1, $"{heading.Value} skips a level");
            level = own;
        }

        string[] ids = [.. Root.Descendants().Attributes("id").Select(id => id.Value)];
        Assert.Equal(ids.Distinct().Count(), ids.Length);
        Assert.All(Root.Descendants("a"), link => Assert.Contains(((string)link.Attribute("href")!)[1..], ids));
        Assert.All(Tables, table =>
        {
            Assert.NotEmpty(table.Element("caption")!.Value);
            Assert.All(table.Descendants("th"), header => Assert.NotEmpty((string)header.Attribute("scope")!));
            Assert.All(table.Element("thead")!.Descendants("th"), header => Assert.NotEmpty(header.Value));
            Assert.All(
                table.Element("tbody")!.Elements("tr"),
                row => Assert.Equal(row.Elements().First().Value.Length > 0 ? "th" : "td", row.Elements().First().Name.LocalName));
        });
        Assert.All(Pictures, picture =>
        {
            Assert.Equal("img", (string?)picture.Attribute("role"));
            string[] labels = [.. ((string)picture.Attribute("aria-labelledby")!).Split(' ')];
            Assert.All(labels, label => Assert.Contains(label, ids));
            Assert.NotEmpty(picture.Element(Svg + "title")!.Value);
        });
    }

    /// <summary>The tooltips of a picture.</summary>
    public IReadOnlyList<string> Tooltips(string figure) =>
        SvgPicture.Parse(
            Root.Descendants("figure").Single(one => (string?)one.Attribute("id") == $"figure-{figure}").Element(
                Svg + "svg")!.ToString()).Tooltips;
}
