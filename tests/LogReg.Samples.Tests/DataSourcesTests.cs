namespace LogReg.Samples.Tests;

/// <summary>The console app that trains on objects, on a query and on a source of its own.</summary>
public class DataSourcesTests
{
    [Fact]
    public async Task Run_AllSources_GiveTheSameModel()
    {
        using var sample = SampleProcess.Start("DataSources");
        (int exitCode, string output, string error) = await sample.Run();

        Assert.Equal((0, ""), (exitCode, error));
        string[] lines = output.TrimEnd('\n').Split('\n');
        Assert.Equal(4, lines.Length);
        Assert.StartsWith("objects: 1046 rows, loss 0.", lines[0], StringComparison.Ordinal);
        Assert.Equal(lines[0].Replace("objects", "query", StringComparison.Ordinal), lines[1]);
        Assert.Equal(lines[0].Replace("objects", "JSON lines", StringComparison.Ordinal), lines[2]);
        Assert.EndsWith(" of 1309 passengers are predicted to survive", lines[3], StringComparison.Ordinal);
    }
}
