namespace LogReg.Serialization;

/// <summary>
/// Writes a file so that nobody ever sees half of it: into a temporary file beside its place, flushed to the disk, then renamed. If
/// anything fails, the temporary file is removed and what stood before stays as it was.
/// </summary>
public static class AtomicFile
{
    /// <summary>Writes a file.</summary>
    /// <param name="path">Where. A symbolic link is followed.</param>
    /// <param name="write">Writes the content to the stream that it is given.</param>
    /// <exception cref="LogRegException">The file cannot be written.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(write);
        if (Directory.Exists(path))
        {
            throw new LogRegException($"{path}: this is a folder", "name a file to write");
        }

        string target = (File.Exists(path) ? File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName : null) ?? Path.GetFullPath(path);
        string temporary = $"{target}.{Path.GetRandomFileName()}.tmp";
        try
        {
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, target, overwrite: true);
        }
        catch (DirectoryNotFoundException exception)
        {
            throw new LogRegException($"{path}: the folder '{Path.GetDirectoryName(target)}' does not exist", "create it, or name another place", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new LogRegException($"{path}: it cannot be written: {exception.Message}", "name another place with --output, or make room there", exception);
        }
        finally
        {
            RemoveQuietly(temporary);
        }
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
