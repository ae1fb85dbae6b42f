using System.Globalization;
using System.Xml.Linq;

namespace LogReg.Cli.Tests.Reports;

/// <summary>Nothing is left out of a page that has room for it, and nothing is said twice.</summary>
public sealed class PageRoomTests : IDisposable
{
    private const int Features = 14;
    private const int Levels = 16;

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Importance_FourteenFeatures_AreAllDrawnAndAllInTheText()
    {
        HtmlPage page = Wide();
        XElement figure = page.Root.Descendants("figure").Single(one => (string?)one.Attribute("id") == "figure-importance");
        string text = figure.Element("p")!.Value;
        Assert.All(Enumerable.Range(1, Features - 1), index => Assert.Contains($"x{index}: ", text, StringComparison.Ordinal));
        Assert.Contains("g: ", text, StringComparison.Ordinal);
        Assert.DoesNotContain("most important of", figure.Value, StringComparison.Ordinal);
        Assert.Equal(Features, page.Tooltips("importance").Count);
    }

    [Fact]
    public void Summary_ManyFeatures_NamesTheMostImportantOnes() =>
        Assert.Matches("from 14 features; the most important are x1, ", Wide().Section("summary").Value);

    [Fact]
    public void FeatureWithManyLevels_ListsAllOfThemAcrossTheTable()
    {
        XElement row = Wide().Section("data").Descendants("th").Single(cell => cell.Value.StartsWith("g: ", StringComparison.Ordinal));
        Assert.Equal("4", (string?)row.Attribute("colspan"));
        Assert.All(Enumerable.Range(0, Levels), level => Assert.Contains($"level {level}", row.Value, StringComparison.Ordinal));
    }

    [Fact]
    public void HeadersWithASecondName_BreakBeforeIt() =>
        Assert.Contains("recall <br />(sensitivity)", Wide().Text, StringComparison.Ordinal);

    [Fact]
    public void SeparatedModel_SaysSoOnceAndWhatSeparates()
    {
        CommandRun.Of("train", _folder.Copy("breast-cancer.csv"), "-o", _folder.Path("m.json"), "--report", _folder.Path("r.html"));
        string summary = HtmlPage.Load(_folder.Path("r.html")).Section("summary").Value;
        Assert.Equal(2, summary.Split("separate the classes").Length);
        Assert.Contains("mainly because of mean radius", summary, StringComparison.Ordinal);
    }

    [Fact]
    public void SeparatedModel_TellsWhatHeldOutRowsShow()
    {
        CommandRun.Of(
            "train",
            _folder.Copy("breast-cancer.csv"),
            "-o",
            _folder.Path("m.json"),
            "--test-size",
            "0.2",
            "--report",
            _folder.Path("r.html"));
        Assert.Matches(
            @"\d+\.\d+% of the 113 held-out rows are classified correctly", HtmlPage.Load(_folder.Path("r.html")).Section("summary").Value);
    }

    private HtmlPage Wide()
    {
        // A fixed sequence of the numbers 0 to 9,999 that has no pattern to the eye.
        long state = 7;
        double Next() => (state = ((state * 4391) + 2503) % 10_000) / 10_000.0;
        IEnumerable<string> rows = Enumerable.Range(0, 900).Select(row =>
        {
            double[] values = [.. Enumerable.Range(1, Features - 1).Select(_ => Math.Round(Next(), 3))];
            string numbers = string.Join(',', values.Select(value => value.ToString(CultureInfo.InvariantCulture)));
            return $"{numbers},level {row % Levels},{(values[0] + (0.8 * Next()) > 0.9 ? "yes" : "no")}";
        });
        string header = string.Join(',', Enumerable.Range(1, Features - 1).Select(index => $"x{index}"));
        string data = _folder.Write("wide.csv", $"{header},g,y\n{string.Join('\n', rows)}\n");
        _folder.Train(data, "--report", _folder.Path("wide.html"));
        return HtmlPage.Load(_folder.Path("wide.html"));
    }
}
