using System.Text.Json;
using LogReg.Cli.Files;

namespace LogReg.Cli.Tests.Commands;

public sealed class RunsCommandTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Runs_Table_IsApproved()
    {
        Record("--exclude", "age");
        Record("--exclude", "age", "--test-size", "0.25");
        Record("--exclude", "age", "--penalty", "ridge", "--lambda", "0.1", "--test-size", "0.25");
        Approval.Verify(_folder.Relative(CommandRun.Of("runs", _folder.Path("runs.jsonl")).Succeeds().Output));
    }

    [Fact]
    public void Runs_Line_HasMeasuresAndWarnings()
    {
        Record("--test-size", "0.25");
        using var line = JsonDocument.Parse(Assert.Single(File.ReadAllLines(_folder.Path("runs.jsonl"))));
        Assert.Equal("2026-05-01T12:30:15Z", line.RootElement.GetProperty("time").GetString());
        JsonElement measures = line.RootElement.GetProperty("measures");
        Assert.Equal(["training", "test"], measures.EnumerateObject().Select(member => member.Name));
        using var report = JsonDocument.Parse(
            CommandRun.Of("train", TestFolder.Data("titanic.csv"), "--test-size", "0.25", "--json", "-o", _folder.Path("model.json"))
                .Succeeds().Output);
        JsonElement test = report.RootElement.GetProperty("test");
        Assert.Equal(test.GetProperty("logLoss").GetDouble(), measures.GetProperty("test").GetProperty("meanLogLoss").GetDouble());
        Assert.Equal(test.GetProperty("rocAuc").GetDouble(), measures.GetProperty("test").GetProperty("areaUnderRoc").GetDouble());
        Assert.Equal(
            test.GetProperty("calibration").GetProperty("slope").GetDouble(),
            measures.GetProperty("test").GetProperty("calibrationSlope").GetDouble());
    }

    [Fact]
    public void Runs_SortAndLast_ChooseLines()
    {
        Record("--features", "passengerClass");
        Record("--features", "sex,passengerClass");
        Record("--features", "sex");
        Assert.Equal(["--features sex,passengerClass", "--features sex"], Options("--last", "2"));
        Assert.Equal(
            ["--features sex,passengerClass", "--features sex", "--features passengerClass"], Options("--sort", "auc"));
        Assert.Equal(["--features sex,passengerClass", "--features sex"], Options("--last", "3", "--sort", "log-loss").Take(2));
    }

    [Fact]
    public async Task Record_ManyAtOnce_LosesNoLine()
    {
        string log = _folder.Path("runs.jsonl");
        await Task.WhenAll(Enumerable.Range(0, 8).Select(number => Task.Run(() => CommandRun.Of(
            "train", TestFolder.Data("titanic.csv"), "--features", "sex", "--quiet", "-o", _folder.Path($"{number}.json"), "--record", log)
            .Succeeds())));
        using var json = JsonDocument.Parse(CommandRun.Of("runs", log, "--json").Succeeds().Output);
        Assert.Equal(8, json.RootElement.GetProperty("runs").GetArrayLength());
    }

    [Fact]
    public void Record_OnADiskThatIsFull_AddsNothing()
    {
        string log = _folder.Write("runs.jsonl", "a line\n");
        using (var disk = new FullDisk(log))
        {
            Assert.Throws<IOException>(() => RunLog.AddWhole(disk, new byte[100]));
        }

        Assert.Equal("a line\n", File.ReadAllText(log));
        Assert.SkipUnless(File.Exists("/dev/full"), "There is no /dev/full here.");
        CommandRun run = CommandRun.Of(
            "train", TestFolder.Data("titanic.csv"), "--quiet", "-o", _folder.Path("model.json"), "--record", "/dev/full");
        run.Fails(1, "/dev/full: the line cannot be added: No space left on device", "choose another place with --record; the model is");
    }

    [Fact]
    public void Runs_DamagedLine_IsPassedOverWithAWarning()
    {
        Record();
        File.AppendAllText(_folder.Path("runs.jsonl"), "{\"time\": \"2026");
        Record();
        CommandRun run = CommandRun.Of("runs", _folder.Path("runs.jsonl")).Succeeds();
        Assert.Contains("runs.jsonl: 2 trainings", _folder.Relative(run.Output), StringComparison.Ordinal);
        Assert.Contains("runs.jsonl, line 2: this is not a training record, and is passed over", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Record_FileOfAnotherKind_IsRefusedBeforeTraining()
    {
        string other = _folder.Write("notes.txt", "dear diary\n");
        CommandRun.Of("train", TestFolder.Data("titanic.csv"), "-o", _folder.Path("model.json"), "--record", other).Fails(
            1, "its first line is not a training", "name another file");
        Assert.Equal(["notes.txt"], _folder.Files);
    }

    [Fact]
    public void Runs_NoFileOrNoTraining_IsAnError()
    {
        CommandRun.Of("runs", _folder.Path("none.jsonl")).Fails(1, "there is no such file", "train --record");
        CommandRun.Of("runs", _folder.Write("notes.txt", "dear diary\n")).Fails(1, "no line of it is a training", "--record");
    }

    private void Record(params string[] options) => _folder.Train(
        TestFolder.Data("titanic.csv"), ["--record", _folder.Path("runs.jsonl"), .. options]);

    // It takes half of what is written.
    private sealed class FullDisk(string path) : FileStream(path, FileMode.Append, FileAccess.Write, FileShare.None, bufferSize: 0)
    {
        public override void Write(byte[] buffer, int offset, int count)
        {
            base.Write(buffer, offset, count / 2);
            throw new IOException("No space left on device");
        }
    }

    private IEnumerable<string> Options(params string[] options)
    {
        using var json = JsonDocument.Parse(CommandRun.Of(["runs", _folder.Path("runs.jsonl"), "--json", .. options]).Succeeds().Output);
        return
        [
            .. json.RootElement.GetProperty("runs").EnumerateArray().Select(
                run => run.GetProperty("options").EnumerateArray().Single().GetString()!),
        ];
    }
}
