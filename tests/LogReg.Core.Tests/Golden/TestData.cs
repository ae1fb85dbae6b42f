namespace LogReg.Tests.Golden;

/// <summary>The files of the repository's <c>data/</c> folder, and the made ones of this folder, which the build copies beside the
/// tests.</summary>
public static class TestData
{
    /// <summary>The path of a data file, such as <c>titanic.csv</c>.</summary>
    public static string PathOf(string fileName)
    {
        string path = Path.Combine(AppContext.BaseDirectory, "data", fileName);
        return File.Exists(path) ? path : throw new ArgumentException($"There is no data file '{path}'.", nameof(fileName));
    }
}
