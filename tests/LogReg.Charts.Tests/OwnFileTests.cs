using LogReg.Data;

namespace LogReg.Charts.Tests;

public sealed class OwnFileTests
{
    [Fact]
    public void WriteReport_OverItsData_IsRefused()
    {
        string path = Path.Combine(Directory.CreateTempSubdirectory("logreg-own").FullName, "data.csv");
        string text = "x,y\n" + string.Concat(Enumerable.Range(0, 40).Select(row => $"{row % 7},{(row * 5 % 3 == 0 ? 1 : 0)}\n"));
        File.WriteAllText(path, text);
        LogisticFit fit = new LogisticRegression().Fit(CsvSource.FromFile(path));

        var error = Assert.Throws<LogRegException>(() => fit.WriteReport(path, CsvSource.FromFile(path)));

        Assert.Contains("would be overwritten", error.Message, StringComparison.Ordinal);
        Assert.Equal(text, File.ReadAllText(path));
        Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
    }
}
