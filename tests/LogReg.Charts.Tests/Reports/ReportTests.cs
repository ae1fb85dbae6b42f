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
        Assert.Contains("ship.json on titanic.csv: 1,309 rows", text, StringComparison.Ordinal);
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

    // Its reader knows properties, and there is no model file.
    [Fact]
    public void Report_WithoutAModelFile_NamesNoFileAndNoCommand()
    {
        using var source = CsvSource.FromFile(Data("titanic.csv"));
        LogisticFit fit = new LogisticRegression().Fit(source);
        using var data = CsvSource.FromFile(Data("titanic.csv"));
        string page = Path.Combine(_folder, "report.html");
        fit.WriteReport(page, data);
        string text = File.ReadAllText(page);
        Assert.Contains(">titanic.csv: 1,046 training rows<", text, StringComparison.Ordinal);
        Assert.Contains("train with TestSize = 0.2 or CrossValidation.Folds = 10 to see that", text, StringComparison.Ordinal);
        Assert.DoesNotContain("model.json", text, StringComparison.Ordinal);
        Assert.DoesNotContain("logreg report", text, StringComparison.Ordinal);
        Assert.DoesNotContain("logreg inspect", text, StringComparison.Ordinal);
        Assert.DoesNotContain(
            XDocument.Parse(text).Descendants().Where(element => element.Name.LocalName is "p" or "dd" or "li"),
            element => element.Value.Contains("--", StringComparison.Ordinal));
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
