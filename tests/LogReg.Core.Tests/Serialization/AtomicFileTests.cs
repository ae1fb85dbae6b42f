using System.Text;
using LogReg.Shared;

namespace LogReg.Tests.Serialization;

public sealed class AtomicFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("logreg-").FullName;

    private string Target => Path.Combine(_folder, "model.json");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Write_NewFile_HasTheContentAlone()
    {
        byte[] content = new byte[1_000_000];
        new Random(3).NextBytes(content);
        AtomicFile.Write(Target, stream => stream.Write(content));
        Assert.Equal(content, File.ReadAllBytes(Target));
        AssertAlone();
    }

    [Fact]
    public void Write_LongerFileBefore_IsReplacedWholly()
    {
        File.WriteAllText(Target, new string('x', 10_000));
        AtomicFile.Write(Target, stream => stream.Write("new"u8));
        Assert.Equal("new", File.ReadAllText(Target));
        AssertAlone();
    }

    [Fact]
    public void Write_RelativePath_IsThatOfTheCurrentFolder()
    {
        string path = Path.GetRelativePath(Directory.GetCurrentDirectory(), Target);
        AtomicFile.Write(path, stream => stream.Write("new"u8));
        Assert.Equal("new", File.ReadAllText(Target));
    }

    [Fact]
    public void Write_DiskFailsHalfWay_KeepsTheOldFile()
    {
        File.WriteAllText(Target, "old");
        var exception = Assert.Throws<LogRegException>(() => AtomicFile.Write(Target, stream =>
        {
            stream.Write(new byte[100_000]);
            throw new IOException("No space left on device");
        }, "--output"));
        Assert.Equal($"{Target}: cannot be written: No space left on device", exception.Message);
        Assert.Equal("free some space, or choose another place with --output", exception.Hint?.ToString());
        Assert.Equal("old", File.ReadAllText(Target));
        AssertAlone();
    }

    [Fact]
    public void Write_WriterThrowsAnythingElse_KeepsTheOldFileAndTheException()
    {
        File.WriteAllText(Target, "old");
        Assert.Throws<OperationCanceledException>(() => AtomicFile.Write(Target, stream =>
        {
            stream.Write("half"u8);
            throw new OperationCanceledException();
        }));
        Assert.Equal("old", File.ReadAllText(Target));
        AssertAlone();
    }

    [Fact]
    public void Write_WhileWriting_TheOldFileStands()
    {
        File.WriteAllText(Target, "old");
        AtomicFile.Write(Target, stream =>
        {
            stream.Write(Encoding.UTF8.GetBytes("new"));
            stream.Flush();
            Assert.Equal("old", File.ReadAllText(Target));
        });
        Assert.Equal("new", File.ReadAllText(Target));
    }

    [Fact]
    public void Write_SymbolicLink_IsFollowed()
    {
        string real = Path.Combine(_folder, "real.json");
        File.WriteAllText(real, "old");
        File.CreateSymbolicLink(Target, "real.json");
        AtomicFile.Write(Target, stream => stream.Write("new"u8));
        Assert.Equal("new", File.ReadAllText(real));
        Assert.Equal("real.json", new FileInfo(Target).LinkTarget);
        Assert.Equal(2, Directory.GetFiles(_folder).Length);
    }

    [Fact]
    public void Write_LinkToNothing_CreatesWhatItPointsTo()
    {
        File.CreateSymbolicLink(Target, "real.json");
        AtomicFile.Write(Target, stream => stream.Write("new"u8));
        Assert.Equal("new", File.ReadAllText(Path.Combine(_folder, "real.json")));
        Assert.Equal("real.json", new FileInfo(Target).LinkTarget);
    }

    [Fact]
    public void Write_LinksInACircle_IsRefused()
    {
        File.CreateSymbolicLink(Target, "other.json");
        File.CreateSymbolicLink(Path.Combine(_folder, "other.json"), "model.json");
        var exception = Assert.Throws<LogRegException>(() => AtomicFile.Write(Target, stream => stream.Write("new"u8)));
        Assert.StartsWith($"{Target}: cannot be written", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_FolderMissing_IsRefused()
    {
        string path = Path.Combine(_folder, "none", "model.json");
        var exception = Assert.Throws<LogRegException>(() => AtomicFile.Write(path, _ => { }));
        Assert.Equal($"{path}: the folder '{Path.Combine(_folder, "none")}' does not exist", exception.Message);
        Assert.NotNull(exception.Hint);
        Assert.Empty(Directory.GetFileSystemEntries(_folder));
    }

    [Fact]
    public void Write_FileInPlaceOfTheFolder_IsRefused()
    {
        File.WriteAllText(Target, "old");
        Assert.Throws<LogRegException>(() => AtomicFile.Write(Path.Combine(Target, "model.json"), _ => { }));
        Assert.Equal("old", File.ReadAllText(Target));
        AssertAlone();
    }

    [Fact]
    public void Write_TargetIsAFolder_IsRefused()
    {
        var exception = Assert.Throws<LogRegException>(() => AtomicFile.Write(_folder, _ => { }));
        Assert.Equal($"{_folder}: this is a folder", exception.Message);
        Assert.NotNull(exception.Hint);
    }

    [Fact]
    public void Write_FullDevice_IsRefusedAndLeftInPlace()
    {
        const string Device = "/dev/full";
        if (!File.Exists(Device))
        {
            Assert.Skip("There is no /dev/full here.");
        }

        Assert.Throws<LogRegException>(() => AtomicFile.Write(Device, stream => stream.Write("new"u8)));
        using FileStream device = File.OpenRead(Device);
        Assert.Equal(0, device.ReadByte());
    }

    [Fact]
    public void TryCreate_AFileThatIsThere_IsLeftAsItIs()
    {
        Assert.True(AtomicFile.TryCreate(Target, stream => stream.Write("first"u8)));
        Assert.False(AtomicFile.TryCreate(Target, stream => stream.Write("second"u8)));
        Assert.Equal("first", File.ReadAllText(Target));
        File.Delete(Target);

        // It comes while its content is being written.
        Assert.False(AtomicFile.TryCreate(Target, stream =>
        {
            stream.Write("mine"u8);
            File.WriteAllText(Target, "other");
        }));
        Assert.Equal("other", File.ReadAllText(Target));
        AssertAlone();
    }

    [Fact]
    public void TryCreate_DiskFails_LeavesNothing()
    {
        Assert.Throws<LogRegException>(() => AtomicFile.TryCreate(Target, stream =>
        {
            stream.Write(new byte[100_000]);
            throw new IOException("No space left on device");
        }));
        Assert.Empty(Directory.GetFileSystemEntries(_folder));
    }

    [Fact]
    public void Write_NoPathOrWriter_IsTheCallersError()
    {
        Assert.Throws<ArgumentException>(() => AtomicFile.Write("", _ => { }));
        Assert.Throws<ArgumentNullException>(() => AtomicFile.Write(null!, _ => { }));
        Assert.Throws<ArgumentNullException>(() => AtomicFile.Write(Target, null!));
    }

    private void AssertAlone() => Assert.Equal([Target], Directory.GetFileSystemEntries(_folder));
}
