using System.Xml.Linq;
using LogReg.Data;

namespace LogReg.Charts.Tests.Reports;

/// <summary>Reports as an app writes them.</summary>
public sealed class ReportTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("logreg-charts-test-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Report_OfAModel_IsWellFormedAndNamesItsFiles()
    {
        using var source = CsvSource.FromFile(Data("titanic.csv"));
        LogisticModel model = new LogisticRegression().Fit(source).Model;
        using var data = CsvSource.FromFile(Data("titanic.csv"));
        string page = Path.Combine(_folder, "report.html");
        IReadOnlyList<DataWarning> warnings =
            model.WriteReport(page, data, new ReportOptions { ModelName = "ship.json", Note = "first of May" });
        string text = File.ReadAllText(page);
        var html = XDocument.Parse(text);
        Assert.Empty(warnings);
        Assert.Contains("first of May", text, StringComparison.Ordinal);
        Assert.Contains("logreg report ship.json titanic.csv", text, StringComparison.Ordinal);
        Assert.True(html.Descendants().Count(element => element.Name.LocalName == "svg") > 5);
    }

    [Fact]
    public void Report_OfAFit_KnowsWhichRowsWereHeldOut()
    {
        using var source = CsvSource.FromFile(Data("titanic.csv"));
        LogisticFit fit = new LogisticRegression { TestSize = 0.2 }.Fit(source);
        using var data = CsvSource.FromFile(Data("titanic.csv"));
        string page = Path.Combine(_folder, "report.html");
        fit.WriteReport(page, data);
        Assert.Contains("held-out rows", File.ReadAllText(page), StringComparison.Ordinal);
    }

    [Fact]
    public void Report_OfAFit_OtherRows_AreRefused()
    {
        using var source = CsvSource.FromFile(Data("titanic.csv"));
        LogisticFit fit = new LogisticRegression { TestSize = 0.2 }.Fit(source);
        string[] lines = File.ReadAllLines(Data("titanic.csv"));
        string few = Path.Combine(_folder, "few.csv");
        File.WriteAllLines(few, lines.Take(21));
        using var data = CsvSource.FromFile(few);
        string page = Path.Combine(_folder, "report.html");
        var refusal = Assert.Throws<DataException>(() => fit.WriteReport(page, data));
        Assert.Equal($"{few}: there are 20 rows, but the model was fitted to data of 1,309 rows", refusal.Message);
        Assert.False(File.Exists(page));
    }

    private static string Data(string name) => Path.Combine(AppContext.BaseDirectory, "data", name);
}
