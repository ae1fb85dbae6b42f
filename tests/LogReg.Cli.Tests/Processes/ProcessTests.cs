using System.Diagnostics;

namespace LogReg.Cli.Tests.Processes;

/// <summary>What only a real process can show: signals and pipes.</summary>
public sealed class ProcessTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Version_OfARealProcess_IsPrinted()
    {
        using Process process = Start("--version");
        Assert.StartsWith("logreg ", await process.StandardOutput.ReadToEndAsync(), StringComparison.Ordinal);
        Assert.Equal(0, await ExitCodeOf(process));
    }

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task Train_Signalled_EndsWith130AndKeepsTheOldModel(string signal)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such signals.");
        Assert.SkipWhen(RealProcess.IsIgnored(signal), "The signal is ignored here.");
        string model = _folder.Write("model.json", "the old model");
        using Process process = Start("train", "-", "-o", model);

        // Once more than a pipe holds has been taken, the process reads, and so has long been listening to signals.
        await process.StandardInput.WriteAsync("a,b,y\n" + string.Concat(Enumerable.Repeat("1,2,0\n3,4,1\n", 50_000)));
        await process.StandardInput.FlushAsync();
        using (Process kill = Process.Start("kill", [$"-{signal}", $"{process.Id}"]))
        {
            await kill.WaitForExitAsync();
        }

        string error = await process.StandardError.ReadToEndAsync();
        Assert.Equal((130, "interrupted\n"), (await ExitCodeOf(process), error));
        Assert.Equal("the old model", await File.ReadAllTextAsync(model));
        Assert.Equal(["model.json"], _folder.Files);
    }

    [Theory]
    [InlineData("predict")]
    [InlineData("evaluate")]
    [InlineData("report")]
    public async Task Command_PipeGivenAsAPath_LosesNoRow(string command)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no /dev/stdin.");
        string model = _folder.Train(TestFolder.Data("titanic.csv"));
        string[] output = command == "report" ? ["-o", _folder.Path("report.html")] : [];
        using Process process = Start([command, model, "/dev/stdin", .. output]);
        await process.StandardInput.WriteAsync(
            "sex,age,passengerClass,survived\n" + string.Concat(Enumerable.Repeat("male,30,3rd,no\nfemale,20,1st,yes\n", 5_000)));
        process.StandardInput.Close();
        string printed = await process.StandardOutput.ReadToEndAsync();
        Assert.Equal(0, await ExitCodeOf(process));
        string expected = command == "predict" ? "prediction,probability" : command == "evaluate" ? "10,000" : "";
        Assert.Contains(expected, printed, StringComparison.Ordinal);
        Assert.Equal(
            command == "predict" ? 10_001 : printed.Count(character => character == '\n'), printed.Count(character => character == '\n'));
    }

    [Fact]
    public async Task Predict_ReaderGoesAway_EndsQuietlyWith0()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows takes a closed pipe for success.");
        string model = _folder.Train(TestFolder.Data("titanic.csv"));
        string data =
            _folder.Write(
                "long.csv", "sex,age,passengerClass\n" + string.Concat(Enumerable.Repeat("male,30,3rd\nfemale,20,1st\n", 100_000)));
        using Process process = Start("predict", model, data);
        Assert.Equal("prediction,probability", await process.StandardOutput.ReadLineAsync());
        process.StandardOutput.Close();
        string error = await process.StandardError.ReadToEndAsync();
        Assert.Equal((0, ""), (await ExitCodeOf(process), error));
    }

    [Theory]
    [InlineData("male,30,3rd\n", "no,")]
    [InlineData("male,30,\"3rd\"\n", "no,")]
    [InlineData("male,30,\"3rd\nand no more\"\n", "no,")]
    public async Task Predict_ACoprocess_AnswersEachRowBeforeTheNext(string row, string answer)
    {
        string model = _folder.Train(TestFolder.Data("titanic.csv"));
        using Process process = Start("predict", model, "-", "--quiet");
        using var patience = new CancellationTokenSource(Patience);

        // A quoted line break is not the end of the row, and the header may come alone.
        await Send(process, "sex,age,passengerClass\n");
        foreach (char[] part in row.Chunk(row.IndexOf('\n', StringComparison.Ordinal) + 1))
        {
            await Send(process, new string(part));
        }

        Assert.Equal("prediction,probability", await process.StandardOutput.ReadLineAsync(patience.Token));
        Assert.StartsWith(answer, await process.StandardOutput.ReadLineAsync(patience.Token), StringComparison.Ordinal);
        for (int i = 0; i < 3; i++)
        {
            await Send(process, "female,20,1st\n");
            Assert.StartsWith("yes,", await process.StandardOutput.ReadLineAsync(patience.Token), StringComparison.Ordinal);
        }

        process.StandardInput.Close();
        Assert.Equal("", await process.StandardOutput.ReadToEndAsync(patience.Token));
        Assert.Equal(0, await ExitCodeOf(process));
    }

    private static async Task Send(Process process, string text)
    {
        await process.StandardInput.WriteAsync(text);
        await process.StandardInput.FlushAsync();
    }

    [Fact]
    public async Task Train_ANamedPipe_IsReadOnce()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows names pipes in another way.");
        string pipe = _folder.Path("data.pipe");
        using (Process make = Process.Start("mkfifo", [pipe]))
        {
            await make.WaitForExitAsync();
        }

        using Process process = Start("train", pipe, "-o", _folder.Path("model.json"), "--quiet");
        await using (var writer = new FileStream(pipe, FileMode.Open, FileAccess.Write))
        {
            await writer.WriteAsync(await File.ReadAllBytesAsync(TestFolder.Data("titanic.csv")));
        }

        string error = await process.StandardError.ReadToEndAsync();
        Assert.Equal((0, ""), (await ExitCodeOf(process), error));
        Assert.Equal(1046, LogisticModel.Load(_folder.Path("model.json")).Training.Rows);
    }

    private static Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "logreg.dll"), .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        return Process.Start(start)!;
    }

    private static async Task<int> ExitCodeOf(Process process)
    {
        using var limit = new CancellationTokenSource(Patience);
        try
        {
            await process.WaitForExitAsync(limit.Token);
            return process.ExitCode;
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            throw new TimeoutException("The process did not end.");
        }
    }
}
