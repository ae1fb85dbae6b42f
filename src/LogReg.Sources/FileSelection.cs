using System.Text;
using LogReg.Data;
using LogReg.Shared;

namespace LogReg.Sources;

/// <summary>The files that a folder or a pattern stands for, and what is doubtful about them.</summary>
internal sealed class FileSelection
{
    private const int MostNames = 3;

    // Stands at the beginning of every model file.
    private const string ModelMark = "\"formatVersion\"";

    // What systems keep in a folder for themselves.
    private static readonly string[] OfSystem = ["Thumbs.db", "desktop.ini"];
    private static readonly string[] Compressions = [".gz", ".zst", ".zip"];

    private readonly string _path;
    private readonly bool _isFolder;

    private FileSelection(string path, bool isFolder, IReadOnlyList<string> files, IReadOnlyList<DataWarning> notes)
    {
        _path = path;
        _isFolder = isFolder;
        Files = files;
        Notes = notes;
    }

    /// <summary>The files to read, at least one.</summary>
    public IReadOnlyList<string> Files { get; }

    /// <summary>The notes on files that are left out.</summary>
    public IReadOnlyList<DataWarning> Notes { get; }

    /// <summary>Selects files: of a folder not what logreg itself wrote into it.</summary>
    /// <param name="path">The folder or the pattern.</param>
    /// <param name="files">The files, in order.</param>
    /// <param name="isFolder">Whether it is a folder: a pattern says which files are meant.</param>
    /// <exception cref="DataException">The folder holds no data.</exception>
    public static FileSelection Of(string path, IReadOnlyList<string> files, bool isFolder)
    {
        if (!isFolder)
        {
            return new FileSelection(path, isFolder, files, []);
        }

        string[] left = [.. files.Where(file => !OfSystem.Contains(Path.GetFileName(file), StringComparer.OrdinalIgnoreCase))];
        string[] own = [.. left.Where(IsOwn)];
        string[] data = [.. left.Except(own)];

        // A folder of a single cache is what it says.
        return data.Length == 0 && own.Length == 0 ? throw new DataException("the folder holds no data", path)
            : data.Length == 0 ? new FileSelection(path, isFolder, own, [])
            : new FileSelection(path, isFolder, data, own.Length == 0 ? [] :
            [
                new DataWarning(
                    null,
                    null,
                    $"{Listed(own)} in {path} {(own.Length == 1 ? "is a model or a cache" : "are models or caches")} of logreg, and left out",
                    $"a pattern says which files to read: '{Path.Combine(path, "*" + ExtensionOfAll(data))}'"),
            ]);
    }

    /// <summary>Refuses files that can hardly be parts of one table.</summary>
    /// <exception cref="DataException">A folder holds files of several kinds, a file is there twice, packed and unpacked, or a file is
    /// empty.</exception>
    public void ThrowIfDoubtful()
    {
        IGrouping<string, string>[] kinds =
            [.. Files.GroupBy(file => Extension(WithoutCompression(file)).ToUpperInvariant()).OrderByDescending(kind => kind.Count())];
        if (_isFolder && kinds.Length > 1)
        {
            throw new DataException(
                $"the folder holds files of several kinds: {string.Join("; ", kinds.Select(kind => Listed([.. kind])))}",
                _path,
                hint: $"say which ones to read with a pattern, such as '{Path.Combine(_path, "*" + ExtensionOfAll([.. kinds[0]]))}'");
        }

        foreach (IGrouping<string, string> same in Files.GroupBy(WithoutCompression))
        {
            if (same.Count() > 1)
            {
                throw new DataException(
                    $"{Listed([.. same])} have the same name but for the compression: as parts, the rows of both would count",
                    _path,
                    hint: $"delete one of them, or say which files to read with a pattern, such as '{PatternOf(same.First())}'");
            }
        }

        // A link, often called latest, beside what it leads to.
        foreach (IGrouping<string, string> same in Files.GroupBy(RealPaths()))
        {
            if (same.Count() > 1)
            {
                throw new DataException(
                    $"{string.Join(" and ", same.Take(2))} are the same file, because of a symbolic link: as parts, its rows would count "
                        + "twice",
                    _path,
                    hint: "delete the link, or say which files to read with a pattern that fits only one of them");
            }
        }

        if (Files.FirstOrDefault(file => new FileInfo(file) is { Exists: true, Length: 0 }) is string empty)
        {
            throw new DataException(
                "the file is empty (0 bytes), and one of the parts",
                empty,
                hint: "delete it, put an underscore before its name, or say which files to read with a pattern that does not fit it");
        }
    }

    // Folders are many files' and looked at once.
    private static Func<string, string> RealPaths()
    {
        var folders = new Dictionary<string, string>();
        return file =>
        {
            if (new FileInfo(file).LinkTarget is not null)
            {
                return RealPath.Of(file);
            }

            string folder = Path.GetDirectoryName(Path.GetFullPath(file))!;
            if (!folders.TryGetValue(folder, out string? real))
            {
                folders.Add(folder, real = RealPath.Of(folder));
            }

            return Path.Combine(real, Path.GetFileName(file));
        };
    }

    private static bool IsOwn(string file)
    {
        byte[] start = SourceFile.StartOf(file);
        return SourceFile.IsCache(start)
            || (start.AsSpan().TrimStart(" \t\r\n"u8) is [(byte)'{', ..]
                && Encoding.UTF8.GetString(start).Contains(ModelMark, StringComparison.Ordinal));
    }

    private static string PatternOf(string file) => Path.Combine(Path.GetDirectoryName(file) ?? "", "*" + Extension(file));

    private static string WithoutCompression(string file) =>
        Compressions.FirstOrDefault(ending => file.EndsWith(ending, StringComparison.OrdinalIgnoreCase)) is string ending
        && Path.GetFileNameWithoutExtension(file).Contains('.', StringComparison.Ordinal)
            ? file[..^ending.Length]
            : file;

    // Of all files of a kind, packed or not.
    private static string ExtensionOfAll(string[] files)
    {
        string[] endings = [.. files.Select(Extension).Distinct()];
        return endings.Length == 1 ? endings[0] : Path.GetExtension(WithoutCompression(files[0])) + "*";
    }

    // .csv or .csv.gz.
    private static string Extension(string file)
    {
        string inner = WithoutCompression(file);
        return Path.GetExtension(inner) + file[inner.Length..];
    }

    private static string Listed(string[] files) =>
        string.Join(", ", files.Take(MostNames).Select(file => Path.GetFileName(file)))
            + (files.Length > MostNames ? $" and {files.Length - MostNames} more" : "");
}
