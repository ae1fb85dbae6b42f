namespace LogReg.Samples.Tests;

/// <summary>The console app that trains when it starts.</summary>
public class EmbeddedModelTests
{
    [Fact]
    public async Task Run_OnTheTitanic_TrainsAndPredicts()
    {
        using var sample = SampleProcess.Start("EmbeddedModel");
        (int exitCode, string output, string error) = await sample.Run();

        Assert.Equal((0, ""), (exitCode, error));
        string[] lines = output.TrimEnd('\n').Split('\n');
        Assert.Equal("Trained on 837 rows, converged; right on 74.2 % of 209 others", lines[0]);
        Assert.Equal("No warnings", lines[1]);
        Assert.Equal("  sex=male               -2.594   odds ×  0.075   p = 2E-44", lines[3]);
        Assert.Equal("female, 29, 1st: yes with 91.4 %", lines[7]);
        Assert.Equal("male, age unknown, 2nd: yes with 23.0 %", lines[9]);
        Assert.StartsWith("Mean over the ages 0 to 79", lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_OnAFileThatIsNotThere_SaysWhat()
    {
        using var sample = SampleProcess.Start("EmbeddedModel", "nowhere.csv");
        (int exitCode, string output, string error) = await sample.Run();

        Assert.Equal((1, ""), (exitCode, output));
        Assert.StartsWith("error: ", error, StringComparison.Ordinal);
        Assert.Contains("nowhere.csv", error, StringComparison.Ordinal);
        Assert.Contains("\nhint: ", error, StringComparison.Ordinal);
    }
}
