using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace LogReg.Cli.Tests.Processes;

/// <summary>A signal ends the program soon, whatever it does, and leaves nothing behind.</summary>
public sealed class SignalTests : IDisposable
{
    // A second of patience is the program's own; the rest is for a machine that has other things to do.
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);

    private readonly TestFolder _folder = new();
    private readonly TestFolder _temporary = new();

    public void Dispose()
    {
        _folder.Dispose();
        _temporary.Dispose();
    }

    [Theory]
    [InlineData("HUP")]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task Predict_FromAPipeThatNeverEnds_Ends(string signal)
    {
        Assert.SkipWhen(RealProcess.IsIgnored(signal), "The signal is ignored here.");
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such signals.");
        string model = _folder.Train(TestFolder.Data("titanic.csv"));
        string output = _folder.Write("out.csv", "the old file");
        using Process process = RealProcess.StartFromShell("", _temporary.Path("."), "predict", model, "-", "--output", output);
        await process.StandardInput.WriteAsync("sex,age,passengerClass\n" + string.Concat(Enumerable.Repeat("male,30,3rd\n", 30_000)));
        await process.StandardInput.FlushAsync();
        await AssertEndsSoon(process, signal);
        Assert.Equal("the old file", await File.ReadAllTextAsync(output));
        Assert.Equal(["model.json", "out.csv"], _folder.Files);
    }

    [Theory]
    [InlineData("HUP")]
    [InlineData("TERM")]
    public async Task Train_InTheMiddleOfALongFit_Ends(string signal)
    {
        Assert.SkipWhen(RealProcess.IsIgnored(signal), "The signal is ignored here.");
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such signals.");
        string data = _folder.Write("data.csv", GeneratedRows.Noise(rows: 4000, columns: 60));
        string model = _folder.Write("model.json", "the old model");
        string[] slow = ["--solver", "gd", "--max-iterations", "1000000000", "--tolerance", "1e-300"];
        using Process process =
            RealProcess.StartFromShell("", _temporary.Path("."), ["train", data, "--target", "y", "-o", model, .. slow]);
        await Task.Delay(TimeSpan.FromSeconds(4));
        await AssertEndsSoon(process, signal);
        Assert.Equal("the old model", await File.ReadAllTextAsync(model));
        Assert.Equal(["data.csv", "model.json"], _folder.Files);
    }

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task Check_WhileAVeryWideFileComes_Ends(string signal)
    {
        Assert.SkipWhen(RealProcess.IsIgnored(signal), "The signal is ignored here.");
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such signals.");
        using Process process = RealProcess.StartFromShell("", _temporary.Path("."), "check", "-");
        var wide = new StringBuilder("y");
        for (int column = 0; column < 100_000; column++)
        {
            wide.Append(CultureInfo.InvariantCulture, $",x{column}");
        }

        await process.StandardInput.WriteAsync(wide.Append('\n'));
        await process.StandardInput.FlushAsync();
        await AssertEndsSoon(process, signal);
    }

    [Fact]
    public async Task Train_WhileStandardInputIsCopied_TheCopyHasNoName()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows deletes the copy when it is closed.");
        using Process process = RealProcess.StartFromShell("", _temporary.Path("."), "train", "-", "-o", _folder.Path("model.json"));

        // More than a pipe holds has been taken, so that the copy is under way.
        await process.StandardInput.WriteAsync("a,b,y\n" + string.Concat(Enumerable.Repeat("1,2,0\n3,4,1\n", 50_000)));
        await process.StandardInput.FlushAsync();
        Assert.DoesNotContain(_temporary.Files, file => IsOfTheCommand(file));
        process.Kill();
        await process.WaitForExitAsync();
        Assert.DoesNotContain(_temporary.Files, file => IsOfTheCommand(file));
        Assert.Empty(_folder.Files);
    }

    private async Task AssertEndsSoon(Process process, string signal)
    {
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        var clock = Stopwatch.StartNew();
        await RealProcess.Signal(process, signal);
        CommandRun run = await RealProcess.EndOf(process, output);
        Assert.True(run.ExitCode == 130, $"exit code {run.ExitCode}: {run.Error}");
        Assert.EndsWith("interrupted\n", run.Error, StringComparison.Ordinal);
        Assert.True(clock.Elapsed < Soon, $"It took {clock.Elapsed.TotalSeconds:F1} s to end.");
        Assert.DoesNotContain(_temporary.Files, file => IsOfTheCommand(file));
    }

    // The runtime keeps sockets of its own for debuggers there.
    private static bool IsOfTheCommand(string file) =>
        !file.StartsWith("dotnet-diagnostic-", StringComparison.Ordinal) && !file.StartsWith("clr-debug-pipe-", StringComparison.Ordinal);
}
