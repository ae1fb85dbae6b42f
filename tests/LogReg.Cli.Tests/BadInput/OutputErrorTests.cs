using LogReg.Shared;

namespace LogReg.Cli.Tests.BadInput;

public sealed class OutputErrorTests : IDisposable
{
    private const int BrokenPipe = 32;
    private const int NoSpace = 28;

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Train_AFolderThatDoesNotExist_FailsBeforeReading() =>
        CommandRun.Of("train", _folder.Path("no-data.csv"), "-o", _folder.Path("none/model.json")).Fails(
            1, "model.json: the folder", "create it, or name another place");

    [Fact]
    public void Train_OutputIsAFolder_SaysSo() =>
        CommandRun.Of("train", TestFolder.Data("titanic.csv"), "-o", _folder.Path(".")).Fails(
            1, "this is a folder", "name a file to write");

    [Fact]
    public void Train_AFolderThatNobodyMayWriteTo_SaysSo()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux has /proc, a folder that not even root may write to.");
        CommandRun run = CommandRun.Of("train", TestFolder.Data("titanic.csv"), "-o", "/proc/model.json");
        run.Fails(1, "/proc/model.json: the folder '/proc' cannot be written to", "name a place where you may write");
        Assert.DoesNotContain(".tmp", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Train_AReadOnlyFolder_KeepsTheOldModel()
    {
        if (OperatingSystem.IsWindows() || Environment.IsPrivilegedProcess)
        {
            Assert.Skip("Root may write to any folder, and Windows has other permissions.");
            return;
        }

        string model = _folder.Write("model.json", "the old model");
        File.SetUnixFileMode(_folder.Path("."), UnixFileMode.UserRead | UnixFileMode.UserExecute);
        try
        {
            CommandRun.Of("train", TestFolder.Data("titanic.csv"), "-o", model).Fails(
                1, "cannot be written to", "name a place where you may write");
            Assert.Equal("the old model", File.ReadAllText(model));
        }
        finally
        {
            File.SetUnixFileMode(_folder.Path("."), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    [Fact]
    public void Train_AFullDevice_SaysSo()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "There is no /dev/full here.");
        CommandRun.Of("train", TestFolder.Data("titanic.csv"), "-o", "/dev/full").Fails(
            1, "/dev/full: cannot be written", "choose another place");
    }

    [Fact]
    public void Train_ToTheNullDevice_LeavesItADevice()
    {
        Assert.SkipUnless(File.Exists("/dev/null"), "There is no /dev/null here.");
        CommandRun.Of("train", TestFolder.Data("titanic.csv"), "-o", "/dev/null").Succeeds();
        Assert.Equal("", File.ReadAllText("/dev/null"));
    }

    [Fact]
    public void Train_OverItsOwnData_IsRefused()
    {
        string data = _folder.Copy("titanic.csv");
        byte[] before = File.ReadAllBytes(data);
        CommandRun.Of("train", data, "-o", _folder.Path("./titanic.csv")).Fails(2, "would overwrite", "name another file");
        Assert.Equal(before, File.ReadAllBytes(data));
    }

    [Fact]
    public void Train_OverItsOwnDataByALink_IsRefused()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need a privilege on Windows.");
        string data = _folder.Copy("titanic.csv");
        File.CreateSymbolicLink(_folder.Path("link.json"), data);
        CommandRun.Of("train", data, "-o", _folder.Path("link.json")).Fails(2, "would overwrite", "name another file");
        Assert.Equal(RealPath.Of(data), RealPath.Of(_folder.Path("link.json")));
    }

    [Fact]
    public void Train_TraceOverTheModel_IsRefused() =>
        CommandRun.Of("train", TestFolder.Data("titanic.csv"), "-o", _folder.Path("m.json"), "--trace", _folder.Path("m.json")).Fails(
            2, "--trace", "name another file");

    [Fact]
    public void Predict_OverItsModel_IsRefused()
    {
        string model = _folder.Train(TestFolder.Data("titanic.csv"));
        CommandRun.Of("predict", model, TestFolder.Data("titanic.csv"), "-o", model).Fails(2, "would overwrite", "name another file");
    }

    [Theory]
    [InlineData("parts")]
    [InlineData("parts/*.csv")]
    public void Predict_OverAPart_IsRefused(string path)
    {
        string model = _folder.Train(TestFolder.Data("titanic.csv"));
        Directory.CreateDirectory(_folder.Path("parts"));
        foreach (string part in (string[])["parts/1.csv", "parts/2.csv"])
        {
            File.Copy(TestFolder.Data("titanic.csv"), _folder.Path(part));
        }

        string output = _folder.Path("parts/2.csv");
        byte[] before = File.ReadAllBytes(output);
        CommandRun.Of("predict", model, _folder.Path(path), "-o", output).Fails(2, "would overwrite", "name another file");
        Assert.Equal(before, File.ReadAllBytes(output));
    }

    [Fact]
    public void Predict_AClosedPipe_EndsQuietlyWith0()
    {
        string model = _folder.Train(TestFolder.Data("titanic.csv"));
        using var pipe = new FailingStream(BrokenPipe);
        CommandRun run = CommandRun.Of(new Surroundings { Output = pipe }, "predict", model, TestFolder.Data("titanic.csv"));
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
    }

    [Fact]
    public void Train_AClosedPipe_KeepsItsVerdict()
    {
        using var pipe = new FailingStream(BrokenPipe);
        CommandRun run =
            CommandRun.Of(
                new Surroundings { Output = pipe },
                "train",
                TestFolder.Data("titanic.csv"),
                "--max-iterations",
                "1",
                "-o",
                _folder.Path("m.json"));
        Assert.Equal(3, run.ExitCode);
        Assert.StartsWith("warning: newton did not converge", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("predict")]
    [InlineData("evaluate")]
    public void StandardOutput_OnAFullDisk_IsAnError(string command)
    {
        string model = _folder.Train(TestFolder.Data("titanic.csv"));
        using var disk = new FailingStream(NoSpace);
        CommandRun.Of(new Surroundings { Output = disk }, command, model, TestFolder.Data("titanic.csv")).Fails(
            1, "standard output cannot be written", "make room");
    }

    /// <summary>A destination that fails with an error number of the system.</summary>
    private sealed class FailingStream(int error) : MemoryStream
    {
        public override void Write(ReadOnlySpan<byte> buffer) => throw new IOException("No more of that", error);

        public override void Write(byte[] buffer, int offset, int count) => throw new IOException("No more of that", error);
    }
}
