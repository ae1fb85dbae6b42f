using System.Diagnostics;
using LogReg.Cli.Tests.Processes;

namespace LogReg.Cli.Tests.Commands;

/// <summary><c>train --checkpoint</c>: a fit that was interrupted goes on.</summary>
public sealed class TrainCheckpointTests : IDisposable
{
    // Some seconds of many small steps, each of which is kept.
    private static readonly string[] Slow = ["--solver", "gd", "--checkpoint-interval", "0", "--reproducible", "--quiet"];

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Train_ToItsEnd_RemovesTheCheckpoint()
    {
        string data = _folder.Copy("titanic.csv");
        CommandRun.Of("train", data, "-o", _folder.Path("a.json"), "--reproducible", "--quiet").Succeeds();
        CommandRun run = CommandRun.Of(
            "train",
            data,
            "-o",
            _folder.Path("b.json"),
            "--checkpoint",
            _folder.Path("fit.ck"),
            "--checkpoint-interval",
            "0",
            "--reproducible",
            "--quiet").Succeeds();
        Assert.Equal("", run.Error);
        Assert.Equal(["a.json", "b.json", "titanic.csv"], _folder.Files);
        Assert.Equal(File.ReadAllText(_folder.Path("a.json")), File.ReadAllText(_folder.Path("b.json")));
    }

    [Theory]
    [InlineData("KILL")]
    [InlineData("TERM")]
    public async Task Train_AfterAnInterruption_GoesOnToTheSameModel(string signal)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() || RealProcess.IsIgnored(signal), "There is no such signal here.");
        string data = _folder.Copy("titanic.csv");
        string checkpoint = _folder.Path("fit.ck");
        string[] train = ["train", data, .. Slow, "-o", _folder.Path("model.json"), "--checkpoint", checkpoint];
        CommandRun.Of(["train", data, .. Slow[..2], .. Slow[4..], "-o", _folder.Path("whole.json")]).Succeeds();
        using (Process process = RealProcess.StartFromShell("", null, train))
        {
            Task<string> output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            while (!File.Exists(checkpoint) && !process.HasExited)
            {
                await Task.Delay(1, TestContext.Current.CancellationToken);
            }

            await RealProcess.Signal(process, signal);
            CommandRun interrupted = await RealProcess.EndOf(process, output);
            Assert.True(interrupted.ExitCode != 0, interrupted.Error);
        }

        Assert.False(File.Exists(_folder.Path("model.json")));
        CommandRun run = CommandRun.Of([.. train.Where(word => word != "--quiet"), "--json"]).Succeeds();
        Assert.Contains("note: the fit went on from the checkpoint", run.Error, StringComparison.Ordinal);
        Assert.Equal(File.ReadAllText(_folder.Path("whole.json")), File.ReadAllText(_folder.Path("model.json")));
        Assert.False(File.Exists(checkpoint));
    }

    [Fact]
    public async Task Train_WithTheCheckpointOfAnotherFit_SaysWhatDiffers()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no such signal here.");
        string data = _folder.Copy("titanic.csv");
        string checkpoint = _folder.Path("fit.ck");
        string[] train = ["train", data, .. Slow, "-o", _folder.Path("model.json"), "--checkpoint", checkpoint];
        using (Process process = RealProcess.StartFromShell("", null, train))
        {
            Task<string> output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            while (!File.Exists(checkpoint) && !process.HasExited)
            {
                await Task.Delay(1, TestContext.Current.CancellationToken);
            }

            await RealProcess.Signal(process, "KILL");
            await RealProcess.EndOf(process, output);
        }

        CommandRun.Of([.. train, "--lambda", "0.1"]).Fails(
            ExitCode.Failure,
            "fit.ck: the checkpoint is from another fit: 'options' is '--solver gd --lambda 0.1' now, and was '--solver gd'",
            "use the same data and options to go on, or remove the file to begin anew");
        File.AppendAllText(data, "\n");
        CommandRun.Of(train).Fails(ExitCode.Failure, "the checkpoint is from another fit: 'file titanic.csv' is '", "remove the file");
        Assert.True(File.Exists(checkpoint));
    }

    [Theory]
    [InlineData("--firth")]
    [InlineData("--cv", "5")]
    [InlineData("--threshold", "youden")]
    [InlineData("--penalty", "lasso", "--lambda", "cv")]
    [InlineData("--penalty", "lasso", "--lambda", "path")]
    [InlineData("--solver", "gd", "--early-stopping", "0.2")]
    public void Train_AFitOfManySolutions_HasTheModelOfOneWithoutACheckpoint(params string[] options)
    {
        string data = _folder.Copy("titanic.csv");
        string[] train = ["train", data, "--reproducible", "--quiet", .. options, "-o"];
        CommandRun plain = CommandRun.Of([.. train, _folder.Path("a.json")]);
        CommandRun run = CommandRun.Of(
            [.. train, _folder.Path("b.json"), "--checkpoint", _folder.Path("c"), "--checkpoint-interval", "0"]);
        Assert.Equal((plain.ExitCode, plain.Error), (run.ExitCode, run.Error));
        Assert.Equal(File.ReadAllText(_folder.Path("a.json")), File.ReadAllText(_folder.Path("b.json")));
        Assert.Equal(["a.json", "b.json", "titanic.csv"], _folder.Files);
    }

    [Fact]
    public void Train_AFitThatKeepsNoState_IsRefused() =>
        CommandRun.Of(
            "train", TestFolder.Data("titanic.csv"), "-o", _folder.Path("m.json"), "--checkpoint", _folder.Path("c"), "--solver", "sgd").Fails(
                ExitCode.Usage,
                "--checkpoint keeps the state of every solver but sgd",
                "leave --checkpoint out, or choose another --solver");

    [Fact]
    public void Train_WithACheckpointThatCannotBeWritten_WarnsOnceAndWritesTheModel()
    {
        // A folder in the place of what is written first: whoever runs the test may write anywhere.
        string data = _folder.Copy("titanic.csv");
        string checkpoint = _folder.Path("fit.ck");
        Directory.CreateDirectory(checkpoint + ".tmp");
        CommandRun run = CommandRun.Of(
            "train", data, "-o", _folder.Path("m.json"), "--checkpoint", checkpoint, "--checkpoint-interval", "0", "--quiet").Succeeds();
        Assert.Single(run.Error.Split('\n'), line => line.Contains("fit.ck: the checkpoint cannot be written", StringComparison.Ordinal));
        Assert.Contains("free some space, or make the folder writable", run.Error, StringComparison.Ordinal);
        Assert.True(File.Exists(_folder.Path("m.json")));
        Assert.False(File.Exists(checkpoint));
    }

    [Fact]
    public void Train_ACheckpointThatIsInTheWay_IsRefused()
    {
        string data = _folder.Copy("titanic.csv");
        CommandRun.Of("train", data, "-o", _folder.Path("m"), "--checkpoint", _folder.Path("m")).Fails(
            ExitCode.Usage, "--output and --checkpoint both name the file", "name another file");
        CommandRun.Of("train", data, "-o", _folder.Path("m"), "--checkpoint", data).Fails(
            ExitCode.Usage, "would overwrite", "name another file");
        CommandRun.Of("train", data, "-o", _folder.Path("m"), "--checkpoint-interval", "3").Fails(
            ExitCode.Usage, "--checkpoint-interval needs --checkpoint", "add --checkpoint");
        string other = _folder.Write("other.txt", "precious");
        CommandRun.Of("train", data, "-o", _folder.Path("m"), "--checkpoint", other).Fails(
            ExitCode.Failure, "this is not a checkpoint, or it is damaged", "remove the file to begin anew, or name another one");
        Assert.Equal("precious", File.ReadAllText(other));
    }
}
