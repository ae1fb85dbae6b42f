using LogReg.Shared;

namespace LogReg.Data;

/// <summary>Opens data files, with errors that say what a person can do.</summary>
internal static class FileOpener
{
    /// <summary>Opens a file for reading from its start to its end.</summary>
    /// <exception cref="DataException">There is no such file, or it cannot be opened.</exception>
    public static FileStream Open(string path)
    {
        if (Directory.Exists(path))
        {
            throw new DataException("this is a directory, not a file", path, hint: DirectoryHint(path));
        }

        try
        {
            return new FileStream(path, new FileStreamOptions
            {
                Mode = FileMode.Open,
                Access = FileAccess.Read,
                Share = FileShare.ReadWrite | FileShare.Delete,
                Options = FileOptions.SequentialScan,
                BufferSize = 0,
            });
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw LinkTarget(path) is string target
                ? new DataException(
                    $"the file is a symbolic link to {DataException.Quote(target)}, which is not there",
                    path,
                    hint: "give the path of the file itself, or make the link again",
                    innerException: exception)
                : new DataException("there is no such file", path, hint: NotFoundHint(path), innerException: exception);
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new DataException(
                "permission to read the file is denied",
                path,
                hint: "check the owner and the permissions of the file",
                innerException: exception);
        }
        catch (IOException exception)
        {
            throw new DataException(
                "the file cannot be opened: " + exception.Message.ReplaceLineEndings(" "), path, innerException: exception);
        }
    }

    private static string? LinkTarget(string path)
    {
        try
        {
            return new FileInfo(path).LinkTarget;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static string? NotFoundHint(string path)
    {
        string directory = Path.GetDirectoryName(Path.GetFullPath(path)) ?? ".";
        if (!Directory.Exists(directory))
        {
            return $"the directory {DataException.Quote(directory)} does not exist either";
        }

        string[] names = FilesIn(directory);
        IReadOnlyList<string> nearest = NearestNames.Find(Path.GetFileName(path), names);
        return nearest.Count > 0 ? "did you mean " + string.Join(" or ", nearest.Select(DataException.Quote)) + "?" : null;
    }

    private static string? DirectoryHint(string path)
    {
        string[] tables = FilesIn(path).Where(name => name.Contains(".csv", StringComparison.OrdinalIgnoreCase)).Take(3).ToArray();
        return tables.Length == 0
            ? "give the path of a CSV file"
            : "give the path of a file in it, such as " + string.Join(" or ", tables.Select(DataException.Quote));
    }

    private static string[] FilesIn(string directory)
    {
        const int Most = 1000;
        try
        {
            return Directory.EnumerateFiles(directory)
                .Take(Most)
                .Select(file => Path.GetFileName(file))
                .Order(StringComparer.Ordinal)
                .ToArray();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
