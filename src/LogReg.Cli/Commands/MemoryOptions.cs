using System.CommandLine;

namespace LogReg.Cli.Commands;

/// <summary>The options for data that are larger than memory.</summary>
internal sealed class MemoryOptions
{
    private const long Least = 1 << 20;

    private readonly Option<long?> _memory = new("--memory")
    {
        HelpName = "SIZE",
        Description = "How much memory to use, such as 2GB: rows that find no room are kept in a temporary file beside the output.",
        CustomParser = result => MemorySize.Parse(result.Tokens[0].Value) is long bytes and >= Least
            ? bytes
            : OptionFactory.Fail<long?>(result, "--memory", "a size of 1MB or more, such as 500MB or 2GB", result.Tokens[0].Value),
    };

    private readonly Option<string?> _cacheDirectory = OptionFactory.Text("--cache-dir", "FOLDER", "With --memory: the folder of that temporary file.");

    /// <summary>The options, as the help lists them.</summary>
    public IReadOnlyList<Option> All => [_memory, _cacheDirectory];

    /// <summary>Reads them off a command line into an estimator.</summary>
    /// <param name="result">The command line.</param>
    /// <param name="regression">The estimator.</param>
    /// <param name="output">The file beside which rows are kept.</param>
    /// <exception cref="UsageException">Options contradict each other, or there is no such folder.</exception>
    public LogisticRegression Apply(ParseResult result, LogisticRegression regression, string output)
    {
        string? directory = result.GetValue(_cacheDirectory);
        long? limit = result.GetValue(_memory);
        if (limit is null)
        {
            return directory is null
                ? regression
                : throw new UsageException("--cache-dir needs --memory", "add --memory with a size such as 2GB, or leave --cache-dir out");
        }

        if (regression.StochasticGradient.Stream)
        {
            throw new UsageException("--memory and --stream contradict each other", "leave one of them out: a stream keeps no rows");
        }

        if (directory is not null && !Directory.Exists(directory))
        {
            throw new UsageException($"--cache-dir: there is no folder {directory}", "make it, or name another one");
        }

        return regression with { MemoryLimit = limit, CacheDirectory = directory ?? Path.GetDirectoryName(Path.GetFullPath(output)) };
    }
}
