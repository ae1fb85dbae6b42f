using LogReg.Cli.Output;
using LogReg.Cli.Streams;
using LogReg.Data;
using LogReg.Sources;
using LogReg.Sources.Databases;

namespace LogReg.Cli.Files;

/// <summary>Opens the data that a command line names.</summary>
internal static class DataInput
{
    /// <summary>How a command line names standard input.</summary>
    public const string StandardInput = InputName.Dash;

    private const int MostNames = 5;

    /// <summary>Opens data for training, which may read them twice: a file, standard input, a pipe, or a query.</summary>
    /// <param name="data">The data.</param>
    /// <param name="options">How to read them.</param>
    /// <param name="environment">The environment.</param>
    /// <param name="hash">Hashes what can be read only once; <see langword="null"/> if no hash is wanted.</param>
    /// <returns>The source, to be disposed.</returns>
    /// <exception cref="LogRegException">They cannot be opened.</exception>
    public static DataSource Open(DataReference data, SourceFileOptions options, CliEnvironment environment, DataHash? hash = null)
    {
        DataSource source = data.Path is string path
            ? OpenPath(path, options, environment, hash)
            : OpenQuery(data, options, environment);
        IReadOnlyList<string> names = (source as DatabaseSource)?.LeftOutColumns ?? SourceFile.LeftOutColumns(source);
        if (names.Count > 0)
        {
            string list = string.Join(", ", names.Take(MostNames).Select(name => $"'{name}'")) + (names.Count > MostNames ? ", …" : "");
            Messages.Warning(
                environment,
                $"{data.Name}: {list} hold{(names.Count == 1 ? "s" : "")} lists, structures or bytes, and {(names.Count == 1 ? "is" : "are")} left out",
                "write columns of numbers or texts for what the model needs of them");
        }

        return source;
    }

    /// <summary>Opens data for scoring, which reads them once: a pipe is scored as it flows.</summary>
    /// <returns>The source, to be disposed.</returns>
    /// <exception cref="LogRegException">They cannot be opened.</exception>
    public static DataSource OpenForScoring(DataReference data, SourceFileOptions options, CliEnvironment environment) =>
        data.Path is string path ? OpenPathForScoring(path, options, environment) : OpenQuery(data, options, environment);

    /// <summary>Whether a path names what can be read only once.</summary>
    /// <param name="path">The path.</param>
    public static bool IsPipe(string path)
    {
        using FileStream? pipe = OpenPipe(path);
        return pipe is not null;
    }

    private static DatabaseSource OpenQuery(DataReference data, SourceFileOptions options, CliEnvironment environment)
    {
        if (data.Address!.HasPassword)
        {
            Messages.Warning(
                environment,
                "the password in --connection can be seen by other users of this machine, and stays in the history of the shell",
                "leave it out, and set PGPASSWORD or write it into ~/.pgpass");
        }

        return DatabaseSource.Open(data.Address, data.Query!, options.Csv.MissingValues, environment.CancellationToken);
    }

    private static DataSource OpenPath(string path, SourceFileOptions options, CliEnvironment environment, DataHash? hash)
    {
        RequireName(path);
        if (path == StandardInput)
        {
            return OfStream(
                hash?.Watch(environment.Input) ?? environment.Input, InputName.StandardInput, options.Csv, environment.CancellationToken);
        }

        using FileStream? pipe = OpenPipe(path);
        if (pipe is null)
        {
            return SourceFile.Open(path, options, environment.Processes.Collective);
        }

        using var input = new InterruptibleInput(pipe, environment.CancellationToken);
        return OfStream(hash?.Watch(input) ?? input, path, options.Csv, environment.CancellationToken);
    }

    // What a pipe holds is told by its beginning, as of a file.
    private static DataSource OfStream(Stream stream, string name, CsvOptions options, CancellationToken cancellationToken)
    {
        using var input = new PeekedInput(stream, onlyFirstRow: false);
        return IsLibsvm(input)
            ? LibsvmSource.FromOneTimeStream(input, name, options.Threads, cancellationToken)
            : CsvSource.FromOneTimeStream(input, name, options, cancellationToken);
    }

    private static DataSource OfLiveStream(Stream stream, string name, CsvOptions options)
    {
        var input = new PeekedInput(stream, onlyFirstRow: true);
        return IsLibsvm(input) ? LibsvmSource.FromPipe(input, name) : CsvSource.FromPipe(input, name, options);
    }

    private static bool IsLibsvm(PeekedInput input) => LibsvmSource.IsLibsvm(new MemoryStream(input.Start.ToArray()));

    private static void RequireName(string path)
    {
        if (path.Length == 0)
        {
            throw new UsageException("the data must be a file, not ''", "name a data file, or - for standard input");
        }
    }

    private static DataSource OpenPathForScoring(string path, SourceFileOptions options, CliEnvironment environment)
    {
        RequireName(path);
        if (path == StandardInput)
        {
            return OfLiveStream(environment.Input, InputName.StandardInput, options.Csv);
        }

        FileStream? pipe = OpenPipe(path);
        return pipe is null
            ? SourceFile.Open(path, options, environment.Processes.Collective)
            : OfLiveStream(new InterruptibleInput(pipe, environment.CancellationToken), path, options.Csv);
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
