using LogReg.Data;

namespace LogReg.Cli.Files;

/// <summary>Opens the data that a command line names.</summary>
internal static class DataInput
{
    /// <summary>How a command line names standard input.</summary>
    public const string StandardInput = InputName.Dash;

    /// <summary>Opens a file, standard input or a pipe for training, which may read it twice.</summary>
    /// <returns>The source, to be disposed.</returns>
    /// <exception cref="LogRegException">It cannot be opened.</exception>
    public static DataSource Open(string path, CsvOptions options, CliEnvironment environment)
    {
        RequireName(path);
        if (path == StandardInput)
        {
            return CsvSource.FromOneTimeStream(environment.Input, InputName.StandardInput, options, environment.CancellationToken);
        }

        using FileStream? pipe = OpenPipe(path);
        if (pipe is null)
        {
            return OpenFile(path, options);
        }

        using var input = new Streams.InterruptibleInput(pipe, environment.CancellationToken);
        return CsvSource.FromOneTimeStream(input, path, options, environment.CancellationToken);
    }

    private static void RequireName(string path)
    {
        if (path.Length == 0)
        {
            throw new UsageException("the data must be a file, not ''", "name a CSV file, or - for standard input");
        }
    }

    /// <summary>Opens a file, standard input or a pipe for scoring, which reads it once: a pipe is scored as it flows.</summary>
    /// <returns>The source, to be disposed.</returns>
    /// <exception cref="LogRegException">It cannot be opened.</exception>
    public static DataSource OpenForScoring(string path, CsvOptions options, CliEnvironment environment)
    {
        RequireName(path);
        if (path == StandardInput)
        {
            return CsvSource.FromPipe(environment.Input, InputName.StandardInput, options);
        }

        FileStream? pipe = OpenPipe(path);
        return pipe is null
            ? OpenFile(path, options)
            : CsvSource.FromPipe(new Streams.InterruptibleInput(pipe, environment.CancellationToken), path, options);
    }

    // What a file is, its content tells.
    private static DataSource OpenFile(string path, CsvOptions options) => LibsvmSource.IsLibsvm(path)
        ? LibsvmSource.FromFile(path, options.Threads)
        : CsvSource.FromFile(path, options);

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
