using System.CommandLine;
using LogReg.Data;

namespace LogReg.Cli.Commands;

/// <summary>The options for data that are larger than memory.</summary>
internal sealed class MemoryOptions
{
    private const long Least = 1 << 20;

    private readonly Option<long?> _memory = new("--memory")
    {
        HelpName = "SIZE",
        Description = "Use at most about this much memory, such as 2GB; rows that do not fit go to a temporary file beside the output",
        CustomParser = result => MemorySize.Parse(result.Tokens[0].Value) is long bytes and >= Least
            ? bytes
            : OptionFactory.Fail<long?>(result, "--memory", "a size of 1MB or more, such as 500MB or 2GB", result.Tokens[0].Value),
    };

    private readonly Option<string?> _cacheDirectory = OptionFactory.Text(
        "--cache-dir", "FOLDER", "With --memory, put the temporary file in this folder");

    /// <summary>The options, as the help lists them.</summary>
    public IReadOnlyList<Option> All => [_memory, _cacheDirectory];

    /// <summary>Reads them off a command line into an estimator.</summary>
    /// <param name="result">The command line.</param>
    /// <param name="regression">The estimator.</param>
    /// <param name="output">The file beside which rows are kept.</param>
    /// <exception cref="UsageException">Options contradict each other, or there is no such folder.</exception>
    public LogisticRegression Apply(ParseResult result, LogisticRegression regression, string output) => IsAsked(result)
        ? regression with { MemoryLimit = result.GetValue(_memory), CacheDirectory = DirectoryOf(result, output) }
        : regression;

    /// <summary>Reads them off a command line for a cache.</summary>
    /// <param name="result">The command line.</param>
    /// <param name="options">The cache.</param>
    /// <param name="output">The file beside which rows are kept.</param>
    /// <exception cref="UsageException">Options contradict each other, or there is no such folder.</exception>
    public CacheOptions Apply(ParseResult result, CacheOptions options, string output) => IsAsked(result)
        ? options with { MemoryLimit = result.GetValue(_memory), TemporaryDirectory = DirectoryOf(result, output) }
        : options;

    private bool IsAsked(ParseResult result) => result.GetValue(_memory) is not null
        || (result.GetValue(_cacheDirectory) is null
            ? false
            : throw new UsageException("--cache-dir needs --memory", "add --memory with a size such as 2GB, or leave --cache-dir out"));

    private string? DirectoryOf(ParseResult result, string output)
    {
        string? directory = result.GetValue(_cacheDirectory);
        return directory is null || Directory.Exists(directory)
            ? directory ?? Path.GetDirectoryName(Path.GetFullPath(output))
            : throw new UsageException($"--cache-dir: there is no folder '{directory}'", "create it, or use another folder");
    }
}
