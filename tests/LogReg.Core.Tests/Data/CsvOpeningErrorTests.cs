using LogReg.Data;

namespace LogReg.Tests.Data;

/// <summary>Files that cannot be opened.</summary>
public class CsvOpeningErrorTests
{
    [Fact]
    public void FromFile_ALinkToNothing_NamesItsTarget()
    {
        string folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            string link = Path.Combine(folder, "d.csv");
            File.CreateSymbolicLink(link, "nowhere.csv");
            DataException error = Assert.Throws<DataException>(() => CsvSource.FromFile(link));
            Assert.Equal($"{link}: the file is a symbolic link to 'nowhere.csv', which is not there", error.Message);
            Assert.Equal("give the path of the file itself, or make the link again", error.Hint?.ToString());
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void FromFile_NoSuchFile_OffersTheNearestName()
    {
        string directory = Directory.CreateTempSubdirectory().FullName;
        try
        {
            File.WriteAllText(Path.Combine(directory, "titanic.csv"), "a\n1\n");
            string path = Path.Combine(directory, "titanc.csv");

            DataException error = Assert.Throws<DataException>(() => CsvSource.FromFile(path));

            Assert.Equal($"{path}: there is no such file", error.Message);
            Assert.Equal("did you mean 'titanic.csv'?", error.Hint);
            Assert.Equal(path, error.File);
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    [Fact]
    public void FromFile_NoSuchDirectory_SaysSo()
    {
        string directory = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

        DataException error = Assert.Throws<DataException>(() => CsvSource.FromFile(Path.Combine(directory, "a.csv")));

        Assert.EndsWith("there is no such file", error.Message, StringComparison.Ordinal);
        Assert.Contains("does not exist either", error.Hint?.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void FromFile_Directory_OffersItsFiles()
    {
        string directory = Directory.CreateTempSubdirectory().FullName;
        try
        {
            File.WriteAllText(Path.Combine(directory, "a.csv"), "a\n1\n");

            DataException error = Assert.Throws<DataException>(() => CsvSource.FromFile(directory));

            Assert.Equal($"{directory}: this is a directory, not a file", error.Message);
            Assert.Equal("give the path of a file in it, such as 'a.csv'", error.Hint);
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    [Fact]
    public void FromFile_NoPermission_SaysSo()
    {
        Assert.SkipWhen(Environment.IsPrivilegedProcess, "a privileged process may read any file");
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        File.WriteAllText(path, "a\n1\n");
        try
        {
            File.SetUnixFileMode(path, UnixFileMode.None);
            DataException error = Assert.Throws<DataException>(() => CsvSource.FromFile(path));
            Assert.Equal($"{path}: permission to read the file is denied", error.Message);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
