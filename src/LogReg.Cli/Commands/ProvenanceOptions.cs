using System.CommandLine;
using LogReg.Charts.Text;
using LogReg.Cli.Files;
using LogReg.Cli.Output;

namespace LogReg.Cli.Commands;

/// <summary>What a model file says about how the model came about.</summary>
internal sealed class ProvenanceOptions
{
    private readonly Option<bool> _reproducible = OptionFactory.Flag(
        "--reproducible", "Leave the date out of the model file, so that the same data, options and seed give the same bytes");

    private readonly IReadOnlyList<Option> _recorded;

    /// <param name="recorded">The options that have a say in the model, in the order in which they are recorded.</param>
    public ProvenanceOptions(IEnumerable<Option> recorded)
    {
        _recorded = [.. recorded];
    }

    /// <summary>The options that have a say in the model, in the order in which they are recorded.</summary>
    public IReadOnlyList<Option> Recorded => _recorded;

    /// <summary>The option that leaves the date out.</summary>
    public Option Reproducible => _reproducible;

    /// <summary>Describes how a model came about.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="environment">The environment, which has the clock.</param>
    /// <param name="data">The data.</param>
    /// <param name="hash">The hash of the data, or why there is none.</param>
    /// <param name="fit">The fit.</param>
    /// <param name="seed">The seed.</param>
    public ModelProvenance Describe(
        ParseResult parsed,
        CliEnvironment environment,
        DataReference data,
        (string? Hash, string? Reason) hash,
        LogisticFit fit,
        int seed) => new()
        {
            Program = "logreg",
            Version = ProgramVersion.Text,
            Date = parsed.GetValue(_reproducible) ? null : environment.Clock.GetUtcNow(),
            Data = NameOf(data),
            RowsRead = fit.Data.RowsRead,
            DataHash = hash.Hash,
            NoHashReason = hash.Reason,
            Options = Given(parsed, _recorded),
            Seed = seed,
        };

    /// <summary>The name of data without its folder, which may be another one on another machine, and is nobody's business.</summary>
    /// <param name="data">The data.</param>
    public static string NameOf(DataReference data)
    {
        string? file = data.IsStandardInput ? null : data.Path ?? data.Address?.Path;
        return file is null || Path.GetFileName(Path.TrimEndingDirectorySeparator(file)) is not { Length: > 0 } name
            ? data.Name
            : data.Name.Replace(file, name, StringComparison.Ordinal);
    }

    /// <summary>The options that were given, as they were written.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="recorded">The options that have a say, in the order in which they are recorded.</param>
    public static string[] Given(ParseResult parsed, IEnumerable<Option> recorded) =>
        [.. recorded.Select(option => string.Join(' ', OptionFactory.Typed(parsed, option).Select(ShellText.Word))).Where(
            text => text.Length > 0)];
}
