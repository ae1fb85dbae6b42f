using System.Diagnostics;
using System.Globalization;
using System.Text;
using LogReg.Data;

namespace LogReg.Cli.Tests.Launched;

/// <summary>Scoring and evaluation in several processes: what they print and write is what one process does, byte for byte.</summary>
public sealed class ScoringProcessesTests : IDisposable
{
    // Rows of three chunks and a bit, some of whose cells have line breaks: four processes have some each, and a fifth has none.
    private const int RowCount = (3 * Table.ChunkRows) + 1000;

    private static readonly string Rows = Lines(RowCount, _ => null);

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("scores.csv", "--append")]
    [InlineData("scores.csv", "--keep", "name", "--interval", "0.9", "--explain", "2", "--safe-for-spreadsheets")]
    [InlineData("scores.csv", "--quiet")]
    [InlineData("scores.csv.gz")]
    [InlineData("scores.csv.zst", "--keep", "x")]
    [InlineData("scores.parquet", "--append", "--explain", "1")]
    [InlineData("scores.txt", "--layout", "liblinear")]
    public void Predict_IntoAFile_WritesWhatOneProcessWrites(string output, params string[] options)
    {
        string[] predict = ["predict", Train(), _folder.Write("rows.csv", Rows), "-o", _folder.Path(output), .. options];
        CommandRun alone = CommandRun.Of(predict).Succeeds();
        byte[] expected = File.ReadAllBytes(_folder.Path(output));
        foreach (int size in (int[])[2, 5])
        {
            File.WriteAllText(_folder.Path(output), "older");
            CommandRun[] runs = ThreadProcesses.Run(size, predict);
            Assert.Equal(alone, runs[0]);
            AssertSilent(runs, ExitCode.Success);
            Assert.Equal(expected, File.ReadAllBytes(_folder.Path(output)));
            Assert.Equal(["model.json", "rows.csv", output], _folder.Files);
        }
    }

    [Theory]
    [InlineData]
    [InlineData("--keep", "name,g")]
    [InlineData("--layout", "liblinear")]
    public void Predict_ToStandardOutput_PrintsWhatOneProcessPrints(params string[] options)
    {
        Directory.CreateDirectory(_folder.Path("rows"));
        _folder.Write("rows/1.csv", Rows);
        _folder.Write("rows/2.csv", Lines(10, _ => null));
        string[] predict = ["predict", Train(), _folder.Path("rows"), .. options];
        CommandRun alone = CommandRun.Of(predict).Succeeds();
        CommandRun[] runs = ThreadProcesses.Run(3, predict);
        Assert.Equal(alone, runs[0]);
        AssertSilent(runs, ExitCode.Success);
    }

    [Fact]
    public void Predict_WithNothingToSay_IsThatOfOneProcess()
    {
        string[] predict = ["predict", Train(), _folder.Write("rows.csv", "x,g\n"), "-o", _folder.Path("scores.csv")];
        CommandRun alone = CommandRun.Of(predict).Succeeds();
        string expected = File.ReadAllText(_folder.Path("scores.csv"));
        CommandRun[] runs = ThreadProcesses.Run(3, predict);
        Assert.Equal(alone, runs[0]);
        Assert.Equal(expected, File.ReadAllText(_folder.Path("scores.csv")));
    }

    [Theory]
    [InlineData("scores.csv")]
    [InlineData("scores.parquet")]
    public void Predict_WithAFault_KeepsTheOldFileAndTellsWhatOneProcessTells(string output)
    {
        string rows = _folder.Write(
            "rows.csv", Lines(RowCount, row => row == 20_000 ? "2,wrong,a,1,yes" : row == 40_000 ? "2,1,a,1,yes,no,5" : null));
        string[] predict = ["predict", Train(), rows, "-o", _folder.Write(output, "older")];
        CommandRun alone = CommandRun.Of(predict);
        CommandRun[] runs = ThreadProcesses.Run(4, predict);
        Assert.Equal(alone, runs[0]);
        runs[0].Fails(ExitCode.Failure, "'wrong' is not a number", "");
        AssertSilent(runs, ExitCode.Failure);
        Assert.Equal("older", File.ReadAllText(_folder.Path(output)));
        Assert.Equal(["model.json", "rows.csv", output], _folder.Files);
    }

    /// <summary>Whoever reads the predictions has seen enough: all processes end, and well.</summary>
    [Fact]
    public void Predict_ToAReaderWhoHasGone_EndsAll()
    {
        string model = Train();
        string rows = _folder.Write("rows.csv", Rows);
        CommandRun[] runs = ThreadProcesses.Run(3, processes => CommandRun.Of(
            new Surroundings { Processes = processes, Output = new GoneReader() }, "predict", model, rows, "--append"));
        Assert.All(runs, run => Assert.Equal(new CommandRun(ExitCode.Success, "", ""), run));
    }

    [Theory]
    [InlineData]
    [InlineData("--json")]
    [InlineData("--weight", "w", "--threshold", "0.3")]
    [InlineData("--quiet")]
    public void Evaluate_SaysWhatOneProcessSays(params string[] options)
    {
        string[] evaluate = ["evaluate", Train(), _folder.Write("rows.csv", Rows), .. options];
        CommandRun alone = CommandRun.Of(evaluate).Succeeds();
        CommandRun[] runs = ThreadProcesses.Run(4, evaluate);
        Assert.Equal(alone, runs[0]);
        AssertSilent(runs, ExitCode.Success);
    }

    [Theory]
    [InlineData("predicting", "standard input", "-")]
    [InlineData("evaluating", "standard input", "-")]
    [InlineData("predicting", "a query", "--connection", "sqlite:data.db", "--query", "select 1")]
    public void WhatOneProcessMustDo_IsRefused(string work, string expected, params string[] arguments)
    {
        string command = work == "predicting" ? "predict" : "evaluate";
        CommandRun[] runs = ThreadProcesses.Run(2, [command, Train(), .. arguments]);
        runs[0].Fails(ExitCode.Usage, $"{work} in 2 processes cannot read {expected}", $"or {command} without the launcher");
        AssertSilent(runs, ExitCode.Usage);
    }

    [Theory]
    [InlineData("predict", "none.json", "rows.csv")]
    [InlineData("predict", "model.json", "none.csv")]
    [InlineData("predict", "model.json", "rows.csv", "-o", "none/scores.csv")]
    [InlineData("predict", "model.json", "rows.csv", "-o", "scores.xlsx")]
    [InlineData("predict", "model.json", "rows.csv", "--keep", "none")]
    [InlineData("predict", "model.json", "rows.csv", "--sheet", "2")]
    [InlineData("predict", "model.json", "rows.csv", "--lambda", "1")]
    [InlineData("predict", "model.json", "rows.csv", "--layout", "liblinear", "-o", "scores.parquet")]
    [InlineData("evaluate", "model.json", "none.csv")]
    [InlineData("evaluate", "none.json", "rows.csv")]
    [InlineData("evaluate", "model.json", "rows.csv", "--weight", "none")]
    public void WhatIsWrong_IsToldOnceAndAsByOneProcess(params string[] arguments)
    {
        Train();
        _folder.Write("rows.csv", Lines(20, _ => null));
        string[] own = [.. arguments.Select(word => word.Contains('.', StringComparison.Ordinal) ? _folder.Path(word) : word)];
        CommandRun alone = CommandRun.Of(own);
        CommandRun[] runs = ThreadProcesses.Run(3, own);
        Assert.NotEqual(ExitCode.Success, alone.ExitCode);
        Assert.Equal(alone, runs[0]);
        AssertSilent(runs, alone.ExitCode);
        Assert.Equal(["model.json", "rows.csv"], _folder.Files);
    }

    [Theory]
    [InlineData("predict", "model.json", "rows.csv", "-o", "scores.csv")]
    [InlineData("evaluate", "model.json", "rows.csv")]
    [InlineData("train", "rows.csv", "--target", "y", "--exclude", "name,w", "-o", "other.json")]
    public void AnyCommand_OneProcessIsSlow_NamesIt(params string[] arguments)
    {
        Train();
        _folder.Write("rows.csv", Lines(400, _ => null));
        string[] own = [.. arguments.Select(word => word.Contains('.', StringComparison.Ordinal) ? _folder.Path(word) : word)];

        CommandRun[] runs = ThreadProcesses.Run(3, processes => CommandRun.Of(
            new Surroundings { Processes = processes.Rank == 1 ? processes.WithDelay(TimeSpan.FromHours(1)) : processes }, own));

        Assert.Contains("note: rank 1 on host1 has worked for 36", runs[0].Error, StringComparison.Ordinal);
        AssertSilent(runs, ExitCode.Success);
    }

    /// <summary>A named pipe gives the model once: a file may be replaced meanwhile.</summary>
    [Fact]
    public async Task Predict_ModelThatCanBeReadOnce_IsThatOfAllProcesses()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows names pipes in another way.");
        string model = Train();
        string rows = _folder.Write("rows.csv", Lines(20, _ => null));
        CommandRun alone = CommandRun.Of("predict", model, rows).Succeeds();
        string pipe = _folder.Path("model.pipe");
        using (Process make = Process.Start("mkfifo", [pipe]))
        {
            await make.WaitForExitAsync();
        }

        Task<CommandRun[]> predicting = Task.Run(() => ThreadProcesses.Run(3, "predict", pipe, rows));
        await using (var writer = new FileStream(pipe, FileMode.Open, FileAccess.Write))
        {
            await writer.WriteAsync(await File.ReadAllBytesAsync(model));
        }

        CommandRun[] runs = await predicting.WaitAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(alone, runs[0]);
        AssertSilent(runs, ExitCode.Success);
    }

    private string Train()
    {
        string model = _folder.Train(_folder.Write("train.csv", Lines(400, _ => null)), "--target", "y", "--exclude", "name,w");
        File.Delete(_folder.Path("train.csv"));
        return model;
    }

    private static string Lines(int count, Func<int, string?> other)
    {
        var text = new StringBuilder("name,x,g,w,y\n");
        for (int row = 0; row < count; row++)
        {
            string level = row > 1000 && row % 4001 == 7 ? $"new{row % 6}" : "abc"[row * 7 % 11 % 3].ToString();
            string name = row % 5 == 0 ? $"\"=a\n\"\"{row}\"" : $"n{row}";
            string number = row % 501 == 3 ? "" : (row * 31 % 101 / 8.0).ToString(CultureInfo.InvariantCulture);
            string known = row % 97 == 5 ? "" : row * 13 % 17 > 8 ? "yes" : "no";
            text.Append(other(row) ?? $"{name},{number},{level},{row % 3},{known}").Append('\n');
        }

        return text.ToString();
    }

    private static void AssertSilent(CommandRun[] runs, int exitCode) =>
        Assert.All(runs.Skip(1), run => Assert.Equal(new CommandRun(exitCode, "", ""), run));

    private sealed class GoneReader : MemoryStream
    {
        public override void Write(ReadOnlySpan<byte> buffer) => throw new IOException("Broken pipe", 32);

        public override void Write(byte[] buffer, int offset, int count) => throw new IOException("Broken pipe", 32);
    }
}
