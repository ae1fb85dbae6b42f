using LogReg.Data;

namespace LogReg.Cli.Files;

/// <summary>Opens the CSV that a command line names.</summary>
internal static class DataInput
{
    /// <summary>How a command line names standard input.</summary>
    public const string StandardInput = "-";

    /// <summary>Opens a file, standard input or a pipe.</summary>
    /// <returns>The source, to be disposed.</returns>
    /// <exception cref="LogRegException">It cannot be opened.</exception>
    public static CsvSource Open(string path, CsvOptions options, CliEnvironment environment)
    {
        if (path == StandardInput)
        {
            return CsvSource.FromOneTimeStream(environment.Input, "standard input", options, environment.CancellationToken);
        }

        using FileStream? pipe = OpenPipe(path);
        if (pipe is null)
        {
            return CsvSource.FromFile(path, options);
        }

        using var input = new Streams.InterruptibleInput(pipe, environment.CancellationToken);
        return CsvSource.FromOneTimeStream(input, path, options, environment.CancellationToken);
    }

    // A named pipe, as of <(command), can be read only once. Whatever else is wrong with the path, the source says it best.
    private static FileStream? OpenPipe(string path)
    {
        if (path.Length == 0 || OperatingSystem.IsWindows() || Directory.Exists(path))
        {
            return null;
        }

        try
        {
            var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            if (!stream.CanSeek)
            {
                return stream;
            }

            stream.Dispose();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
        }

        return null;
    }
}
