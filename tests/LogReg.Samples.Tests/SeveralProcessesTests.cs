using LogReg.Mpi.Tests;

namespace LogReg.Samples.Tests;

/// <summary>The console app that trains in several processes, under the launchers that this machine has.</summary>
public sealed class SeveralProcessesTests : IDisposable
{
    private const string Program = "SeveralProcesses.dll";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("logreg-sample-");

    public static TheoryData<string> Launchers { get; } = [.. MpiJob.Launchers];

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [MemberData(nameof(Launchers))]
    public async Task Run_InTwoProcesses_WritesTheModelOfOne(string launcher)
    {
        using var alone = SampleProcess.Start("SeveralProcesses", Data, Model("one.json"));
        (int exitCode, string output, string error) = await alone.Run();
        Assert.Equal((0, "1 processes, 1046 rows, being male -2.498\n", ""), (exitCode, output, error));

        (exitCode, output, error) = await MpiJob.RunProgram(Program, launcher, 2, null, Data, Model("two.json"));
        Assert.True(exitCode == 0, error);
        Assert.Equal("2 processes, 1046 rows, being male -2.498\n", output.ReplaceLineEndings("\n"));
        Assert.Equal(File.ReadAllBytes(Model("one.json")), File.ReadAllBytes(Model("two.json")));
    }

    [Theory]
    [MemberData(nameof(Launchers))]
    public async Task Run_OnAFileThatIsNotThere_SaysSoOnce(string launcher)
    {
        (int exitCode, string output, string error) =
            await MpiJob.RunProgram(Program, launcher, 2, null, "nowhere.csv", Model("none.json"));
        Assert.True(exitCode != 0, output);
        Assert.Equal(2, error.Split("error: ").Length);
        Assert.Contains("nowhere.csv", error, StringComparison.Ordinal);

        // Not every error has a hint.
        Assert.DoesNotContain("hint: \n", error.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.False(File.Exists(Model("none.json")));
    }

    private static string Data => Path.Combine(AppContext.BaseDirectory, "titanic.csv");

    private string Model(string name) => Path.Combine(_folder.FullName, name);
}
