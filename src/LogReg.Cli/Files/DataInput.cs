using LogReg.Cli.Output;
using LogReg.Data;
using LogReg.Sources;

namespace LogReg.Cli.Files;

/// <summary>Opens the data that a command line names.</summary>
internal static class DataInput
{
    /// <summary>How a command line names standard input.</summary>
    public const string StandardInput = InputName.Dash;

    private const int MostNames = 5;

    /// <summary>Opens a file, standard input or a pipe for training, which may read it twice.</summary>
    /// <param name="path">The path, or a dash.</param>
    /// <param name="options">How to read it.</param>
    /// <param name="environment">The environment.</param>
    /// <param name="hash">Hashes what can be read only once; <see langword="null"/> if no hash is wanted.</param>
    /// <returns>The source, to be disposed.</returns>
    /// <exception cref="LogRegException">It cannot be opened.</exception>
    public static DataSource Open(string path, SourceFileOptions options, CliEnvironment environment, DataHash? hash = null)
    {
        RequireName(path);
        if (path == StandardInput)
        {
            Stream stream = hash?.Watch(environment.Input) ?? environment.Input;
            return CsvSource.FromOneTimeStream(stream, InputName.StandardInput, options.Csv, environment.CancellationToken);
        }

        using FileStream? pipe = OpenPipe(path);
        if (pipe is null)
        {
            DataSource source = SourceFile.Open(path, options);
            if (SourceFile.LeftOutColumns(source) is { Count: > 0 } names)
            {
                string list = string.Join(", ", names.Take(MostNames).Select(name => $"'{name}'")) + (names.Count > MostNames ? ", …" : "");
                Messages.Warning(
                    environment,
                    $"{path}: {list} hold{(names.Count == 1 ? "s" : "")} lists, structures or bytes, and {(names.Count == 1 ? "is" : "are")} left out",
                    "write columns of numbers or texts for what the model needs of them");
            }

            return source;
        }

        using var input = new Streams.InterruptibleInput(pipe, environment.CancellationToken);
        return CsvSource.FromOneTimeStream(hash?.Watch(input) ?? input, path, options.Csv, environment.CancellationToken);
    }

    private static void RequireName(string path)
    {
        if (path.Length == 0)
        {
            throw new UsageException("the data must be a file, not ''", "name a data file, or - for standard input");
        }
    }

    /// <summary>Opens a file, standard input or a pipe for scoring, which reads it once: a pipe is scored as it flows.</summary>
    /// <returns>The source, to be disposed.</returns>
    /// <exception cref="LogRegException">It cannot be opened.</exception>
    public static DataSource OpenForScoring(string path, SourceFileOptions options, CliEnvironment environment)
    {
        RequireName(path);
        if (path == StandardInput)
        {
            return CsvSource.FromPipe(environment.Input, InputName.StandardInput, options.Csv);
        }

        FileStream? pipe = OpenPipe(path);
        return pipe is null
            ? SourceFile.Open(path, options)
            : CsvSource.FromPipe(new Streams.InterruptibleInput(pipe, environment.CancellationToken), path, options.Csv);
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
