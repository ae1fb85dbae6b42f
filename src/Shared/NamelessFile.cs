namespace LogReg.Shared;

/// <summary>Temporary files that have no name, so that nothing stays behind, however the process ends.</summary>
internal static class NamelessFile
{
    /// <summary>Creates a file to write and to read.</summary>
    /// <param name="folder">The folder on whose disk it is.</param>
    /// <param name="bufferSize">The size of the buffer in bytes; 0 for none.</param>
    /// <exception cref="IOException">The file cannot be created.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder cannot be written to.</exception>
    public static FileStream Create(string folder, int bufferSize = 0)
    {
        string path = Path.Combine(folder, "logreg-" + Path.GetRandomFileName());
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
            BufferSize = bufferSize,
        };

        // Windows deletes the file when it is closed. Elsewhere what is open stays though its name goes at once.
        if (OperatingSystem.IsWindows())
        {
            options.Options = FileOptions.DeleteOnClose;
            return new FileStream(path, options);
        }

        options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var file = new FileStream(path, options);
        File.Delete(path);
        return file;
    }
}
