using LogReg.Collectives;
using LogReg.Data;

namespace LogReg.Tests.Data;

/// <summary>Members that do not see the same files are told so, by rank and file.</summary>
public sealed class SharedFilesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    [Fact]
    public void Open_SameFiles_OpensThem()
    {
        string path = Write("data.csv", "a,b\n1,2\n");

        string[] errors = Open(_ => [path]);

        Assert.All(errors, error => Assert.Equal("opened", error));
    }

    [Theory]
    [InlineData(12, 1, "rank 2 sees a file of another size (12 bytes) than rank 0 (8 bytes)")]
    [InlineData(-1, 1, "rank 2 does not see the file, which rank 0 sees")]
    [InlineData(8, 7, "rank 2 sees other bytes at the beginning of the file than rank 0")]
    public void RequireSame_OtherFile_NamesRankAndFile(long size, long start, string problem)
    {
        string[] errors = Run(collective =>
        {
            bool isOther = collective.Rank == 2;
            SharedFiles.RequireSame(collective, ["1.csv", "2.csv"], [5, isOther ? size : 8]);
            SharedFiles.RequireSameStarts(collective, ["1.csv", "2.csv"], [3, isOther ? start : 1]);
        });

        Assert.All(errors, error => Assert.Equal(
            $"2.csv: {problem}; put the data where every process sees them under the same path, such as a shared file system", error));
    }

    [Fact]
    public void Open_FileOfSomeOnly_NamesRankAndFile()
    {
        string path = Write("1.csv", "a,b\n1,2\n");
        string other = Write("2.csv", "a,b\n1,2\n");

        Assert.All(
            Open(rank => rank == 1 ? [path] : [path, other]),
            error => Assert.StartsWith($"{other}: rank 1 does not see the file, which rank 0 sees; put the data", error, StringComparison.Ordinal));
        Assert.All(
            Open(rank => rank == 1 ? [path, other] : [path]),
            error => Assert.StartsWith($"{other}: rank 0 does not see the file, which rank 1 sees; put the data", error, StringComparison.Ordinal));
    }

    [Fact]
    public void Open_FolderOfSomeOnly_NamesRank()
    {
        string path = Write("1.csv", "a,b\n1,2\n");

        Assert.All(
            Open(rank => rank == 1 ? throw new DataException("there is no such folder", "x") : [path]),
            error => Assert.StartsWith(
                "rank 1 does not see the data that other processes see: x: there is no such folder; put the data",
                error,
                StringComparison.Ordinal));
    }

    [Fact]
    public void Open_FileOfNobody_IsNotThere()
    {
        string path = Path.Combine(_folder, "none.csv");

        Assert.All(Open(_ => [path]), error => Assert.StartsWith($"{path}: there is no such file", error, StringComparison.Ordinal));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Write(string name, string text)
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    private static string[] Open(Func<int, string[]> find) => Run(collective =>
    {
        using DataSource source = SharedFiles.Open(
            collective, () => find(collective.Rank), () => CsvSource.FromFile(find(collective.Rank)[0]));
    });

    private static string[] Run(Action<ICollective> open)
    {
        string[] errors = new string[3];
        ThreadCollective.Run(3, collective =>
        {
            try
            {
                open(collective);
                errors[collective.Rank] = "opened";
            }
            catch (LogRegException error) when (error is not CollectiveException)
            {
                errors[collective.Rank] = error.Hint is null ? error.Message : $"{error.Message}; {error.Hint}";
            }
        });
        return errors;
    }
}
