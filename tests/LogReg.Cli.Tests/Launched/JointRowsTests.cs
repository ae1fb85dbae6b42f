using System.Text;
using LogReg.Cli.Files;

namespace LogReg.Cli.Tests.Launched;

/// <summary>The rows of several processes in one file, in their order.</summary>
public sealed class JointRowsTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("one,", "two and more,", "", "four")]
    [InlineData("", "", "three")]
    [InlineData("a row that is longer than a block", "and one more, which takes several blocks as well")]
    [InlineData("", "")]
    public void Join_GivesTheRowsOfAllInOrder(params string[] rows)
    {
        string all = "";
        ThreadProcesses.Run(rows.Length, processes =>
        {
            using var joint = new JointRows(processes, _folder.Path("rows.csv"), CancellationToken.None, blockBytes: 7);
            joint.Own.Write(Encoding.UTF8.GetBytes(rows[processes.Rank]));
            joint.Join(stream =>
            {
                Assert.Equal(0, processes.Rank);
                all = new StreamReader(stream).ReadToEnd();
            });
            return new CommandRun(0, "", "");
        });
        Assert.Equal(string.Concat(rows), all);
        Assert.Empty(_folder.Files);
    }

    /// <summary>A disk that is full at once, after some blocks, and at the end.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(20)]
    [InlineData(int.MaxValue)]
    public void Join_WhereTheRootCannotWrite_FailsEverywhere(int taken)
    {
        string[] seen = new string[3];
        ThreadProcesses.Run(3, processes =>
        {
            using var joint = new JointRows(processes, _folder.Path("rows.csv"), CancellationToken.None, blockBytes: 7);
            joint.Own.Write(Encoding.UTF8.GetBytes("rows that take several blocks"));
            try
            {
                joint.Join(stream =>
                {
                    int left = taken;
                    byte[] buffer = new byte[5];
                    while (left > 0 && stream.Read(buffer) is > 0 and int length)
                    {
                        left -= length;
                    }

                    throw new LogRegException("the disk is full");
                });
            }
            catch (Exception exception)
            {
                seen[processes.Rank] = exception.Message;
            }

            return new CommandRun(0, "", "");
        });
        Assert.Equal(["the disk is full", "Rank 0 has failed.", "Rank 0 has failed."], seen);
    }

    /// <summary>The first error and those of streams that are closed on the way out, whose buffers still have rows.</summary>
    [Theory]
    [InlineData(10)]
    [InlineData(100_000)]
    public void Own_DiskIsFull_NamesTheProcessAndTheFolder(int length)
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "There is no /dev/full here.");
        ThreadProcesses.Run(2, processes =>
        {
            var error = Assert.Throws<LogRegException>(() =>
            {
                using var joint = new JointRows(
                    processes,
                    _folder.Path("rows.csv"),
                    CancellationToken.None,
                    create: _ => new FileStream("/dev/full", FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 4096));
                using var writer = new StreamWriter(joint.Own, leaveOpen: true);
                writer.Write(new string('x', length));
                writer.Flush();
                joint.Own.Flush();
            });
            string folder = Path.GetDirectoryName(_folder.Path("x"))!;
            Assert.StartsWith(
                $"the rows of rank {processes.Rank} on host{processes.Rank} cannot be kept in {folder} until",
                error.Message,
                StringComparison.Ordinal);
            Assert.Contains("No space left on device", error.Message, StringComparison.Ordinal);
            return new CommandRun(0, "", "");
        });
    }

    [Fact]
    public void AFolderThatIsNotThere_IsToBeCreated() => ThreadProcesses.Run(2, processes =>
    {
        var error = Assert.Throws<LogRegException>(() => new JointRows(
            processes,
            _folder.Path("rows.csv"),
            CancellationToken.None,
            create: folder => new FileStream(Path.Combine(folder, "none", "rows"), FileMode.CreateNew)));
        Assert.EndsWith(" until all are written: there is no such folder", error.Message, StringComparison.Ordinal);
        Assert.Equal(
            "create this folder, or choose another place with --output, or, for standard output, with the variable TMPDIR",
            error.Hint?.ToString());
        return new CommandRun(0, "", "");
    });
}
