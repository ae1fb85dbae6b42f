using System.Reflection;
using System.Text.RegularExpressions;

namespace LogReg.Tests.Architecture;

/// <summary>The source files of LogReg.Core; the build tells the tests where they are.</summary>
internal static partial class CoreSources
{
    /// <summary>The folder of LogReg.Core.</summary>
    public static string Folder { get; } = typeof(CoreSources).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "CoreSources").Value!;

    /// <summary>Every source file but what the build generates.</summary>
    public static IReadOnlyList<SourceFile> Files { get; } = FilesIn(Folder);

    /// <summary>The source files of LogReg.Charts, the other library.</summary>
    public static IReadOnlyList<SourceFile> FilesOfCharts { get; } =
        FilesIn(Path.Combine(Folder, "..", "LogReg.Charts"));

    private static IReadOnlyList<SourceFile> FilesIn(string folder) =>
    [
        .. Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(folder, path).Replace('\\', '/'))
            .Where(path => !path.StartsWith("bin/", StringComparison.Ordinal) && !path.StartsWith("obj/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(path => new SourceFile(path, Comment().Replace(File.ReadAllText(Path.Combine(folder, path)), ""))),
    ];

    [GeneratedRegex("//.*")]
    private static partial Regex Comment();

    /// <summary>A source file.</summary>
    /// <param name="Path">Its path in the folder, with slashes.</param>
    /// <param name="Code">Its text without comments.</param>
    internal sealed record SourceFile(string Path, string Code)
    {
        /// <summary>The folder of LogReg.Core it is in, whose rooms share a namespace; empty for the top.</summary>
        public string Layer => Path.Contains('/', StringComparison.Ordinal) ? Path[..Path.IndexOf('/', StringComparison.Ordinal)] : "";

        /// <summary>The folder it is in, such as <c>Estimation/Rows</c>; empty for the top.</summary>
        public string Room => Path.Contains('/', StringComparison.Ordinal) ? Path[..Path.LastIndexOf('/')] : "";

        /// <summary>The path: a failing test shows no more.</summary>
        public override string ToString() => Path;
    }
}
