namespace LogReg.Samples.Tests;

/// <summary>The console app that draws figures and writes a report.</summary>
public class ChartsTests
{
    [Fact]
    public async Task Run_InAFolder_WritesFiguresAndAReport()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("logreg-sample-");
        try
        {
            using var sample = SampleProcess.Start("Charts", folder.FullName);
            (int exitCode, string output, string error) = await sample.Run();

            Assert.Equal((0, ""), (exitCode, error));
            Assert.StartsWith("Figures of 1309 rows and a report", output, StringComparison.Ordinal);
            Assert.Equal(
                ["age.png", "coefficients.svg", "report.html", "roc.svg", "threshold.svg"],
                folder.GetFiles().Select(file => file.Name).Order(StringComparer.Ordinal));
            Assert.StartsWith("<svg", File.ReadAllText(Path.Combine(folder.FullName, "roc.svg")), StringComparison.Ordinal);
            Assert.Contains("held-out rows", File.ReadAllText(Path.Combine(folder.FullName, "report.html")), StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
