using System.CommandLine;
using LogReg.Data;

namespace LogReg.Cli.Commands;

/// <summary>The options that say how a CSV file is read; every command that reads one has them.</summary>
internal sealed class ReadingOptions
{
    /// <summary>What counts as missing where a command line does not say, in words.</summary>
    public const string UsualMissingValues = "empty, NA, N/A, NaN, null, None, ?, <NA>, \\N, (null)";

    /// <param name="defaultMissingValues">What counts as missing without the option, for its help.</param>
    public ReadingOptions(string defaultMissingValues)
    {
        MissingValues = OptionFactory.Texts(
            "--missing-values",
            "TEXTS",
            $"Treat these texts as missing cells, in any case, separated by commas; a leading + adds to the default, as in +-9,n.a. "
                + $"[default: {defaultMissingValues}]");
    }

    public Option<char?> Delimiter { get; } = new("--delimiter")
    {
        HelpName = "CHAR",
        Description = "Use this character, or 'tab', between cells [default: detected among , ; tab |]",
        CustomParser = result =>
        {
            string text = result.Tokens[0].Value;
            char? delimiter = text.ToUpperInvariant() is "TAB" or "\\T" ? '\t' : text.Length == 1 ? text[0] : null;
            return delimiter is char character && CanDelimit(character)
                ? character
                : OptionFactory.Fail<char?>(
                    result, "--delimiter", "one ASCII character other than a quote, letter, digit, space, period, plus or minus, or 'tab'");
        },
    };

    public Option<char?> Decimal { get; } = Separator(
        "--decimal",
        "Read this character as the decimal separator of all columns: '.' or ',' [default: '.'; ',' where all cells of a column show it]",
        ".,",
        "'.' or ','");

    public Option<char?> Thousands { get; } = Separator(
        "--thousands",
        "Read this character as the thousands separator of all columns: one of . , ' and blank [default: as all cells of a column show it]",
        ".,' ",
        "one of . , ' and blank");

    public Option<bool> NoHeader { get; } =
        OptionFactory.Flag("--no-header", "Read the first line as data; the columns are named x1, x2, …");

    public Option<string[]> MissingValues { get; }

    public Option<int?> Threads { get; } = OptionFactory.Whole(
        "--threads",
        "N",
        "Use N threads; results do not depend on it [default: one per core]",
        value => value is >= 0 and <= 1024,
        "a whole number from 0 (one per core) to 1024");

    public Option[] All => [Delimiter, Decimal, Thousands, NoHeader, MissingValues, Threads];

    /// <summary>Reads the options off a command line.</summary>
    /// <param name="result">The command line.</param>
    /// <param name="missingValues">What counts as missing if the command line does not say.</param>
    public CsvOptions Bind(ParseResult result, IReadOnlyList<string> missingValues) => new()
    {
        Delimiter = result.GetValue(Delimiter),
        Decimal = result.GetValue(Decimal),
        Thousands = Differs(result) ? result.GetValue(Thousands) : null,
        HasHeader = !result.GetValue(NoHeader),
        MissingValues = MissingValuesOf(result, missingValues),
        Threads = result.GetValue(Threads) ?? 0,
    };

    /// <summary>Makes sure that the options can have an effect: the cells of a cache are parsed already.</summary>
    /// <exception cref="UsageException">The source is a cache, and an option says how to parse a CSV file.</exception>
    public void RequireUsed(ParseResult result, DataSource source)
    {
        if (source is CacheSource
            && ((Option[])[Delimiter, Decimal, Thousands, NoHeader, MissingValues]).FirstOrDefault(
                option => result.GetResult(option) is { Implicit: false }) is Option stray)
        {
            throw new UsageException(
                $"{stray.Name} has no effect on {source.Name}, a cache whose cells are parsed already",
                $"leave {stray.Name} out, or recreate the cache with it: logreg cache DATA.csv {stray.Name} …");
        }
    }

    private bool Differs(ParseResult result) =>
        result.GetValue(Thousands) is not char thousands || result.GetValue(Decimal) != thousands
            ? true
            : throw new UsageException(
                $"--decimal and --thousands are both {thousands}",
                "the decimal and the thousands separator must differ; leave one of them out");

    private static Option<char?> Separator(string name, string description, string allowed, string expected) => new(name)
    {
        HelpName = "CHAR",
        Description = description,
        CustomParser = result =>
        {
            string text = result.Tokens[0].Value;
            char? separator = text.ToUpperInvariant() is "BLANK" or "SPACE" or "\u00a0" or "\u202f" or "\u2009" ? ' '
                : text is "’" ? '\''
                : text.Length == 1 ? text[0]
                : null;
            return separator is char character && allowed.Contains(character, StringComparison.Ordinal)
                ? character
                : OptionFactory.Fail<char?>(result, name, expected);
        },
    };

    // A + in front of a list adds it; other lists replace what counts as missing otherwise.
    private IReadOnlyList<string> MissingValuesOf(ParseResult result, IReadOnlyList<string> usual)
    {
        string[][] lists = [.. (result.GetResult(MissingValues)?.Tokens ?? []).Select(token => CommaList.Split(token.Value).ToArray())];
        string[][] added = [.. lists.Where(IsAddition)];
        string[] replacing = [.. lists.Except(added).SelectMany(list => list)];
        return [.. (replacing.Length > 0 ? replacing : usual).Concat(added.SelectMany(WithoutSigns)).Distinct()];
    }

    private static bool IsAddition(string[] list) => list[0].StartsWith('+');

    // The sign stands once, or before each text.
    private static IEnumerable<string> WithoutSigns(string[] list) =>
        list.All(text => text.StartsWith('+')) ? list.Select(text => text[1..]) : list.Skip(1).Prepend(list[0][1..]);

    private static bool CanDelimit(char character)
    {
        try
        {
            return new CsvOptions { Delimiter = character }.Delimiter is not null;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
