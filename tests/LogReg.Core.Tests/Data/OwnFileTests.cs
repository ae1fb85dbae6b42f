using LogReg.Checking;
using LogReg.Data;
using LogReg.Tests.Golden;

namespace LogReg.Tests.Data;

/// <summary>What must not happen to the caller's own data.</summary>
public sealed class OwnFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("logreg-own").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Write_ACacheOverItsData_IsRefused()
    {
        string path = Path.Combine(_folder, "titanic.csv");
        File.Copy(TestData.PathOf("titanic.csv"), path);
        byte[] before = File.ReadAllBytes(path);

        var error = Assert.Throws<LogRegException>(
            () => CacheSource.Write(CsvSource.FromFile(path), Path.Combine(_folder, ".", "titanic.csv")));

        Assert.Contains("would be overwritten", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(path));
    }

    [Fact]
    public void Check_DecimalCommasWithThreePlaces_AreNoThousandsUnlessAllMayBe()
    {
        IEnumerable<string> rows = Enumerable.Range(1, 60).Select(row => $"{row % 7},{(row * 37) % 1000:000};{(row % 3 == 0 ? "yes" : "no")}");
        DataCheckReport report = new LogisticRegression().Check(TextSource.Of("a;y", rows));
        Assert.Contains(report.Findings, finding => finding.Message == "a: \"1,037\" read as numbers");

        DataCheckReport either =
            new LogisticRegression().Check(TextSource.Of("a;y", rows.Where(row => !row.StartsWith('0'))));
        DataFinding finding = Assert.Single(either.Findings, finding => finding.Kind == FindingKind.NumberAsText);
        Assert.Contains("which may be 1037 or 1.037", finding.Message, StringComparison.Ordinal);
        Assert.Contains("CsvOptions.ThousandsSeparator = \",\"", finding.Hint.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Diagnose_ARowWithoutOffset_IsAnErrorEvenWithoutAClass()
    {
        string rows = "x,o,y\n" + string.Concat(Enumerable.Range(0, 40).Select(row => $"{row % 7},0.1,{(row * 5 % 3 == 0 ? 1 : 0)}\n"));
        LogisticModel model = new LogisticRegression { Target = "y", OffsetColumn = "o" }.Fit(TextSource.Of(rows)).Model;
        var error = Assert.Throws<DataException>(() => model.Diagnose(TextSource.Of("x,o,y\n1,,\n")).ToArray());
        Assert.Contains("offset", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Score_ADateByName_MatchesTheLevelOfObjects()
    {
        (DateOnly Day, int Y)[] rows =
            [.. Enumerable.Range(0, 60).Select(row => (new DateOnly(2024, 1, 1 + (row % 2)), row * 7 % 5 < 2 ? 1 : 0))];
        LogisticModel model = new LogisticRegression { Target = "y" }.Fit(
            TableSource.From(rows, columns => columns.Categorical("day", row => row.Day).Numeric("y", row => row.Y))).Model;
        DigitAssert.SameBits(
            model.PredictProbability(new Dictionary<string, object?> { ["day"] = "2024-01-02" }),
            model.PredictProbability(new Dictionary<string, object?> { ["day"] = new DateOnly(2024, 1, 2) }));
    }
}
