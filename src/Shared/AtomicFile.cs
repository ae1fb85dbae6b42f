using System.Collections.Concurrent;

namespace LogReg.Shared;

/// <summary>
/// Writes a file atomically: to a temporary file in the same folder, which is flushed to disk and then renamed. If anything fails, the
/// temporary file is removed and an existing file is unchanged.
/// </summary>
internal static class AtomicFile
{
    private static readonly ConcurrentDictionary<string, byte> UnfinishedFiles = new();

    /// <summary>Writes a file.</summary>
    /// <param name="path">The path of the file. Symbolic links are followed.</param>
    /// <param name="write">Writes the content to a stream.</param>
    /// <param name="option">The option that names the file, for the hint of an error; or <see langword="null"/>.</param>
    /// <exception cref="LogRegException">The file cannot be written.</exception>
    public static void Write(string path, Action<Stream> write, string? option = null) => Write(path, write, option, overwrites: true);

    /// <summary>Writes a file that is not there yet.</summary>
    /// <param name="path">The path of the file. Symbolic links are followed.</param>
    /// <param name="write">Writes the content to a stream.</param>
    /// <param name="option">The option that names the file, for the hint of an error; or <see langword="null"/>.</param>
    /// <returns>Whether it has been written; not if it is there, even if only since now.</returns>
    /// <exception cref="LogRegException">The file cannot be written.</exception>
    public static bool TryCreate(string path, Action<Stream> write, string? option = null)
    {
        try
        {
            if (File.Exists(path))
            {
                return false;
            }

            Write(path, write, option, overwrites: false);
            return true;
        }
        catch (LogRegException) when (File.Exists(path))
        {
            return false;
        }
    }

    /// <summary>Writes a file, or a device as it is.</summary>
    /// <param name="target">The path of the file, which is no symbolic link.</param>
    /// <param name="temporary">The path of a file in the same folder, which is not there.</param>
    /// <param name="write">Writes the content to a stream.</param>
    /// <param name="overwrites">Whether the file may be there already.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file must not be written.</exception>
    public static void Replace(string target, string temporary, Action<Stream> write, bool overwrites = true)
    {
        // A device, such as /dev/null, is written to; to put a file in its place would break the system.
        if (IsDevice(target))
        {
            using var device = new FileStream(target, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
            write(device);
            return;
        }

        UnfinishedFiles[temporary] = 0;
        try
        {
            using (FileStream stream = Create(temporary, target))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, target, overwrites);
        }
        finally
        {
            RemoveQuietly(temporary);
            UnfinishedFiles.TryRemove(temporary, out _);
        }
    }

    /// <summary>
    /// Removes the temporary files of all writes under way, for a process that is about to end without waiting for them. Each
    /// target stays as it was, or is already complete; a write that goes on regardless fails.
    /// </summary>
    public static void RemoveUnfinishedFiles()
    {
        foreach (string path in UnfinishedFiles.Keys)
        {
            RemoveQuietly(path);
        }
    }

    private static void Write(string path, Action<Stream> write, string? option, bool overwrites)
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

            Replace(target, target + suffix, write, overwrites);
        }
        catch (DirectoryNotFoundException exception)
        {
            throw new LogRegException(
                $"{path}: the folder '{Path.GetDirectoryName(target)}' does not exist", "create it, or use another folder", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new LogRegException(
                $"{path}: cannot be written: {exception.Message.Replace(suffix, "", StringComparison.Ordinal)}",
                option is null ? "free some space, or choose another place" : $"free some space, or choose another place with {option}",
                exception);
        }
    }

    // The file has the permissions of the one that it replaces before it has any content, and never more than they allow.
    private static FileStream Create(string temporary, string target)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None };
        if (OperatingSystem.IsWindows() || !File.Exists(target))
        {
            return new FileStream(temporary, options);
        }

        UnixFileMode mode = File.GetUnixFileMode(target);
        options.UnixCreateMode = mode;
        var stream = new FileStream(temporary, options);
        try
        {
            // The mask of the process may have taken some away.
            File.SetUnixFileMode(stream.SafeFileHandle, mode);
            return stream;
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>Determines whether a path is a device, such as <c>/dev/null</c>, or an open file of a process, which is written to instead
    /// of replaced.</summary>
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

    /// <summary>Refuses to replace the file that data are read from.</summary>
    /// <param name="path">The file to write.</param>
    /// <param name="sourceName">The name of the data: the path of a file, or another name.</param>
    /// <exception cref="LogRegException">Both are the same file.</exception>
    public static void RefuseSource(string path, string sourceName)
    {
        if (File.Exists(sourceName)
            && string.Equals(
                Path.GetFullPath(path),
                Path.GetFullPath(sourceName),
                OperatingSystem.IsLinux() ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase))
        {
            throw new LogRegException($"{path}: the file is the data to read, which would be overwritten", "choose another path");
        }
    }
}
