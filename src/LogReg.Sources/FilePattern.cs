using System.IO.Enumeration;
using LogReg.Data;

namespace LogReg.Sources;

/// <summary>Paths that stand for several files: folders, and patterns with <c>*</c> and <c>?</c>.</summary>
internal static class FilePattern
{
    private static readonly char[] Wildcards = ['*', '?'];
    private static readonly char[] OtherWildcards = ['[', '{'];

    /// <summary>The files that a path stands for, in the ordinal order of their paths.</summary>
    /// <param name="path">The path.</param>
    /// <returns>The files, at least one; <see langword="null"/> if the path names a single file.</returns>
    /// <exception cref="DataException">There is no such file, or a folder cannot be read.</exception>
    public static FileSelection? TryExpand(string path)
    {
        bool isFolder = Directory.Exists(path);
        if (!isFolder && path.IndexOfAny(OtherWildcards) >= 0 && path.IndexOfAny(Wildcards) < 0 && !File.Exists(path))
        {
            throw new DataException("there is no such file", path, hint: "in a pattern, only * and ? stand for other characters");
        }

        if (!isFolder && (File.Exists(path) || path.IndexOfAny(Wildcards) < 0))
        {
            return null;
        }

        try
        {
            string[] files = [.. (isFolder ? FilesIn(path, "*") : Matches(path)).Order(StringComparer.Ordinal)];
            return files.Length > 0 ? FileSelection.Of(path, files, isFolder) : throw new DataException(
                isFolder ? "the folder holds no file" : "no file matches the pattern",
                path,
                hint: "files whose names begin with a dot or an underscore do not count, and only * and ? stand for other characters");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new DataException($"the folder cannot be read: {exception.Message}", path, hint: "check its permissions", innerException: exception);
        }
    }

    // Any part of the path may be a pattern.
    private static IEnumerable<string> Matches(string path)
    {
        string root = Path.GetPathRoot(path) ?? "";
        string[] parts = path[root.Length..].Split(
            [Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar], StringSplitOptions.RemoveEmptyEntries);
        IEnumerable<string> folders = [root];
        foreach (string part in parts.SkipLast(1))
        {
            folders = part.IndexOfAny(Wildcards) < 0
                ? folders.Select(folder => Path.Combine(folder, part)).Where(Directory.Exists)
                : folders.SelectMany(folder => Directory.EnumerateDirectories(folder.Length == 0 ? "." : folder)
                    .Select(inner => Path.Combine(folder, Path.GetFileName(inner))).Where(inner => IsMatch(part, inner)));
        }

        return folders.SelectMany(folder => FilesIn(folder, parts[^1]));
    }

    private static IEnumerable<string> FilesIn(string folder, string pattern) =>
        Directory.EnumerateFiles(folder.Length == 0 ? "." : folder)
            .Select(file => Path.Combine(folder, Path.GetFileName(file))).Where(file => IsMatch(pattern, file));

    private static bool IsMatch(string pattern, string path)
    {
        string name = Path.GetFileName(path);
        return name[0] is not ('.' or '_') && FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: false);
    }
}
