using System.Runtime.CompilerServices;

namespace LogReg.Cli.Tests;

/// <summary>The project's own files, for tests of its pages.</summary>
internal static class Repository
{
    public static string Folder { get; } = Find();

    public static string Path(params string[] parts) => System.IO.Path.Combine([Folder, .. parts]);

    private static string Find([CallerFilePath] string path = "") =>
        System.IO.Path.GetFullPath(System.IO.Path.Combine(System.IO.Path.GetDirectoryName(path)!, "..", ".."));
}
