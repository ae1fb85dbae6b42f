namespace LogReg.Shared;

/// <summary>Resolves a path, following every symbolic link.</summary>
internal static class RealPath
{
    private const int MostLinks = 40;

    public static string Of(string path)
    {
        if (path.Length == 0)
        {
            return path;
        }

        string real = Path.GetFullPath(path);
        for (int links = 0; links < MostLinks; links++)
        {
            if (FollowFirstLink(real) is not string next)
            {
                break;
            }

            real = next;
        }

        return real;
    }

    private static string? FollowFirstLink(string path)
    {
        string root = Path.GetPathRoot(path) ?? "";
        string walked = root;
        string[] parts = path[root.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries);
        for (int index = 0; index < parts.Length; index++)
        {
            walked = Path.Combine(walked, parts[index]);
            if (LinkTarget(walked) is string target)
            {
                return Path.GetFullPath(Path.Combine([target, .. parts[(index + 1)..]]));
            }
        }

        return null;
    }

    private static string? LinkTarget(string path)
    {
        try
        {
            return new FileInfo(path).LinkTarget is string target ? Path.Combine(Path.GetDirectoryName(path) ?? "", target) : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
