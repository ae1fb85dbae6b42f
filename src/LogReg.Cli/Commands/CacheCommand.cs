using System.CommandLine;
using System.Globalization;
using LogReg.Cli.Files;
using LogReg.Cli.Output;
using LogReg.Data;
using LogReg.Sources;

namespace LogReg.Cli.Commands;

/// <summary><c>logreg cache</c>: parses a CSV file once, for many fits.</summary>
internal sealed class CacheCommand : DocumentedCommand
{
    public const string Verb = "cache";
    public const string Summary = "Parse a CSV file once, so that train and check can read it many times faster";

    private const string Extension = ".logreg";

    private static readonly char[] Wildcards = ['*', '?'];

    private readonly CliEnvironment _environment;
    private readonly MemoryOptions _memory = new();
    private readonly ReadingOptions _reading = new(ReadingOptions.UsualMissingValues);
    private readonly DataOptions _data = new("DATA.csv", "Data to parse", takesVectors: false);
    private readonly Option<string?> _output =
        OptionFactory.Text(
            "--output", "FILE", "Write the cache to FILE [default: the name of the data file or the folder, with the extension .logreg]", "-o");
    private readonly Option<string[]> _exclude = OptionFactory.Names("--exclude", "COLUMNS", "Leave these columns out");
    private readonly Option<string[]> _categorical =
        OptionFactory.Names("--categorical", "COLUMNS", "Treat these columns as categorical even if their cells are numbers");
    private readonly Option<string[]> _numeric =
        OptionFactory.Names("--numeric", "COLUMNS", "Treat these columns as numeric; text in one is an error");
    private readonly Option<bool> _quiet = QuietOption.Create();

    public CacheCommand(CliEnvironment environment)
        : base(Verb, Summary)
    {
        _environment = environment;
        Add(_data.Argument);
        AddGroup("Columns", _exclude, _categorical, _numeric);
        AddGroup("Large data", [.. _memory.All]);
        AddGroup("Output", _output, _quiet);
        AddGroup("Database", _data.OfDatabase);
        AddGroup("Reading", _reading.All);
        SetAction(Run);
    }

    public override IReadOnlyList<Example> Examples =>
    [
        new("Parse the file once", "logreg cache titanic.csv -o titanic.logreg"),
        new("Train from the cache", "logreg train titanic.logreg --target survived"),
        new("Train again with other options", "logreg train titanic.logreg --penalty lasso --lambda cv"),
    ];

    private int Run(ParseResult parsed)
    {
        SourceFileOptions reading = _reading.Bind(parsed, CsvOptions.DefaultMissingValues);
        DataReference data = _data.Read(parsed);
        string output = parsed.GetValue(_output) ?? DefaultOutput(data);
        bool isQuiet = parsed.GetValue(_quiet);
        var file = OutputFile.Prepare("--output", output, data.Files);
        CacheOptions options = _memory.Apply(
            parsed,
            new CacheOptions
            {
                ExcludedColumns = parsed.GetValue(_exclude) ?? [],
                CategoricalColumns = parsed.GetValue(_categorical) ?? [],
                NumericColumns = parsed.GetValue(_numeric) ?? [],
            },
            output);
        CacheSummary summary = TrainOptions.AgainstData(() => ProgressDisplay.Run(_environment, isWanted: !isQuiet, progress =>
        {
            using DataSource source = DataInput.Open(data, reading, _environment);
            _reading.RequireUsed(parsed, source);
            CacheSummary? written = null;
            file.Write(stream => written = CacheSource.Write(source, stream, options, progress, _environment.CancellationToken));
            return written!;
        }));
        if (!isQuiet)
        {
            Report(new ReportWriter(_environment), summary, data, output);
            _environment.FlushReport();
        }

        Messages.Warnings(_environment, summary.Warnings);
        return ExitCode.Success;
    }

    private static void Report(ReportWriter writer, CacheSummary summary, DataReference data, string output)
    {
        int numeric = summary.Columns.Count(column => column.Kind == ColumnKind.Numeric);
        writer.Line(string.Create(
            CultureInfo.InvariantCulture,
            $"Wrote {summary.RowCount:N0} rows of {data.Name} to {output}: {numeric:N0} numeric and {summary.Columns.Count - numeric:N0} "
                + $"categorical columns."));
        writer.Line($"Train from it with: logreg train {output}");
    }

    private static string DefaultOutput(DataReference reference)
    {
        if (reference.Path is not string data || reference.IsStandardInput)
        {
            throw new UsageException(
                $"--output is required when the data come from {(reference.Path is null ? "a database" : "standard input")}",
                "add -o FILE, such as -o data.logreg");
        }

        if (Directory.Exists(data))
        {
            string folder = Path.TrimEndingDirectorySeparator(data);
            return NameOf(folder) is { Length: > 0 } ? folder + Extension : throw NoName(data);
        }

        return !File.Exists(data) && Path.GetFileName(data).IndexOfAny(Wildcards) is >= 0 and int wildcard
            ? OfPattern(data, wildcard)
            : Path.ChangeExtension(
                data.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? data[..^3]
                    : data.EndsWith(".zst", StringComparison.OrdinalIgnoreCase) ? data[..^4]
                    : data,
                Extension);
    }

    // What the files have in common, part of part-*.csv; where that is nothing, the name of their folder, beside it.
    private static string OfPattern(string data, int wildcard)
    {
        string? folder = Path.GetDirectoryName(data);
        string common = Path.GetFileName(data)[..wildcard].TrimEnd('-', '_', '.', ' ');
        string path = common.Length > 0 ? Path.Join(folder, common) : folder ?? "";
        return NameOf(path) is { Length: > 0 } && path.IndexOfAny(Wildcards) < 0 ? path + Extension : throw NoName(data);
    }

    private static string NameOf(string path) => Path.GetFileName(path).Trim('.');

    private static UsageException NoName(string data) =>
        new($"--output is required, because '{data}' has no name to call the cache by", "add -o FILE, such as -o data.logreg");
}
