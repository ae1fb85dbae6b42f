namespace LogReg.Serialization;

/// <summary>
/// Writes a file atomically: to a temporary file in the same folder, which is flushed to disk and then renamed. If
/// anything fails, the temporary file is removed and an existing file is unchanged.
/// </summary>
public static class AtomicFile
{
    /// <summary>Writes a file.</summary>
    /// <param name="path">The path of the file. Symbolic links are followed.</param>
    /// <param name="write">Writes the content to a stream.</param>
    /// <exception cref="LogRegException">The file cannot be written.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(write);
        if (Directory.Exists(path))
        {
            throw new LogRegException($"{path}: this is a folder", "use the path of a file");
        }

        string target = Path.GetFullPath(path);
        string suffix = $".{Path.GetRandomFileName()}.tmp";
        try
        {
            if (!IsDevice(target) && new FileInfo(target).LinkTarget is not null)
            {
                target = File.ResolveLinkTarget(target, returnFinalTarget: true)!.FullName;
            }

            Replace(target, target + suffix, write);
        }
        catch (DirectoryNotFoundException exception)
        {
            throw new LogRegException($"{path}: the folder '{Path.GetDirectoryName(target)}' does not exist", "create it, or use another folder", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new LogRegException($"{path}: cannot be written: {exception.Message.Replace(suffix, "", StringComparison.Ordinal)}", "free some space, or choose another place with --output", exception);
        }
    }

    private static void Replace(string target, string temporary, Action<Stream> write)
    {
        // A device, such as /dev/null, is written to; to put a file in its place would break the system.
        if (IsDevice(target))
        {
            using var device = new FileStream(target, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
            write(device);
            return;
        }

        try
        {
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            if (!OperatingSystem.IsWindows() && File.Exists(target))
            {
                File.SetUnixFileMode(temporary, File.GetUnixFileMode(target));
            }

            File.Move(temporary, target, overwrite: true);
        }
        finally
        {
            RemoveQuietly(temporary);
        }
    }

    /// <summary>Determines whether a path is a device, such as <c>/dev/null</c>, or an open file of a process, which is written to instead of replaced.</summary>
    /// <param name="path">The path.</param>
    public static bool IsDevice(string path)
    {
        string full = Path.GetFullPath(path);
        return File.Exists(full)
            && (full.StartsWith("/proc/", StringComparison.Ordinal)
                || (full.StartsWith("/dev/", StringComparison.Ordinal) && !full.StartsWith("/dev/shm/", StringComparison.Ordinal)));
    }

    // After a success there is nothing left to remove; after a failure the first error is the one to tell.
    private static void RemoveQuietly(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
        }
    }
}
