using System.CommandLine;
using LogReg.Cli.Files;
using LogReg.Data;
using LogReg.Sources;
using LogReg.Sources.Databases;

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
        Description = "Use this character, 'tab' or 'space' (one or more blanks) between cells [default: detected among , ; tab | space]",
        CustomParser = result =>
        {
            string text = result.Tokens[0].Value;
            char? delimiter = text.ToUpperInvariant() switch
            {
                "TAB" or "\\T" => '\t',
                "SPACE" => ' ',
                _ => text.Length == 1 ? text[0] : null,
            };
            return delimiter is char character && IsAllowed(() => new CsvOptions { Delimiter = character })
                ? character
                : OptionFactory.Fail<char?>(
                    result, "--delimiter", "one ASCII character other than a quote, letter, digit, period, plus or minus, or 'tab' or 'space'");
        },
    };

    public Option<int?> Skip { get; } = OptionFactory.Whole(
        "--skip", "N", "Leave out the first N lines, above the header", value => value >= 0, "a whole number of lines, 0 or more");

    public Option<char?> Comment { get; } = new("--comment")
    {
        HelpName = "CHAR",
        Description = "Leave out lines that begin with this character, as in '#'",
        CustomParser = result =>
        {
            string text = result.Tokens[0].Value;
            return text.Length == 1 && IsAllowed(() => new CsvOptions { Comment = text[0] })
                ? text[0]
                : OptionFactory.Fail<char?>(
                    result, "--comment", "one ASCII punctuation mark or symbol other than a quote, period, plus or minus");
        },
    };

    public Option<CsvQuote?> Quote { get; } = new Option<CsvQuote?>("--quote")
    {
        HelpName = "CHAR",
        Description = "Read this character, '\"' or \"'\", as the quote around cells; 'none' if quotes are part of the texts [default: \", or "
            + "none where cells in quotes would break the table]",
        CustomParser = result => result.Tokens[0].Value.ToUpperInvariant() switch
        {
            "\"" or "DOUBLE" => CsvQuote.QuotationMark,
            "'" or "SINGLE" => CsvQuote.Apostrophe,
            "NONE" => CsvQuote.None,
            _ => OptionFactory.Fail<CsvQuote?>(result, "--quote", "'\"', \"'\" or none"),
        },
    }.WithWords("double", "single", "none");

    public Option<CsvEscape?> Escape { get; } = OptionFactory.Choice<CsvEscape>(
        "--escape", "Read a quote in a quoted cell after another quote (\"\"), or after a backslash (\\\"), as MySQL writes it [default: quote]");

    public Option<string?> TextEncoding { get; } = new Option<string?>("--encoding")
    {
        HelpName = "NAME",
        Description = "Read the text in this encoding, such as windows-1252, latin1, utf-16 or shift_jis [default: UTF-8, or as a byte order "
            + "mark says, or windows-1252 where the text is plain in it and not UTF-8]",
        CustomParser = result =>
        {
            string text = result.Tokens[0].Value;
            return IsAllowed(() => new CsvOptions { Encoding = text })
                ? text
                : OptionFactory.Fail<string?>(
                    result, "--encoding", "the name of an encoding, such as windows-1252, latin1, utf-8 or utf-16");
        },
    }.WithWords("utf-8", "windows-1252", "latin1", "utf-16", "utf-16le", "utf-16be");

    public Option<char?> DecimalSeparator { get; } = Separator(
        "--decimal",
        "Read this character as the decimal separator of all columns: '.' or ',' [default: '.'; ',' where all cells of a column show it]",
        ".,",
        "'.' or ','");

    public Option<char?> ThousandsSeparator { get; } = Separator(
        "--thousands",
        "Read this character as the thousands separator of all columns: one of . , ' and blank [default: as all cells of a column show it]",
        ".,' ",
        "one of . , ' and blank");

    public Option<bool> NoHeader { get; } =
        OptionFactory.Flag("--no-header", "Read the first line as data; the columns are named x1, x2, …");

    public Option<string?> FileColumn { get; } = OptionFactory.Text(
        "--file-column", "NAME", "Add a categorical column of this name that says which file a row is from");

    public Option<string?> Sheet { get; } =
        OptionFactory.Text("--sheet", "SHEET", "Read this sheet of an Excel workbook: its name, its number from 1, or * for all sheets as one table [default: the first]");

    public Option<string[]> MissingValues { get; }

    public Option<int?> Threads { get; } = OptionFactory.Whole(
        "--threads",
        "N",
        "Use N threads; results do not depend on it [default: one per core]",
        value => value is >= 0 and <= 1024,
        "a whole number from 0 (one per core) to 1024");

    public Option[] All => [.. OfText, DecimalSeparator, ThousandsSeparator, Sheet, FileColumn, MissingValues, Threads];

    /// <summary>The options that say how the text is written.</summary>
    private Option[] OfText => [Delimiter, NoHeader, Skip, Comment, Quote, Escape, TextEncoding];

    /// <summary>The options as they were typed, for a command line that reads the same data; without the threads, on which no result
    /// depends.</summary>
    public IEnumerable<string> Typed(ParseResult parsed) =>
        All.Where(option => option != Threads).SelectMany(option => OptionFactory.Typed(parsed, option));

    /// <summary>Whether the options leave open how numbers are written.</summary>
    public bool ArePlain(ParseResult parsed) => parsed.GetValue(DecimalSeparator) is null && parsed.GetValue(ThousandsSeparator) is null;

    /// <summary>Reads the options off a command line.</summary>
    /// <param name="result">The command line.</param>
    /// <param name="missingValues">What counts as missing if the command line does not say.</param>
    /// <exception cref="UsageException">Options contradict each other.</exception>
    public SourceFileOptions Bind(ParseResult result, IReadOnlyList<string> missingValues)
    {
        char? comment = result.GetValue(Comment);
        char? delimiter = result.GetValue(Delimiter);
        if (comment is not null && comment == delimiter)
        {
            throw new UsageException("--comment and --delimiter must be different characters", "leave one of them out");
        }

        CsvQuote? quote = result.GetValue(Quote);
        CsvEscape escape = result.GetValue(Escape) ?? CsvEscape.Quote;
        if (quote == CsvQuote.None && escape == CsvEscape.Backslash)
        {
            throw new UsageException("--escape has no effect with --quote none, which takes every quote as text", "leave one of them out");
        }

        return new SourceFileOptions
        {
            Csv = new CsvOptions
            {
                Delimiter = delimiter,
                DecimalSeparator = result.GetValue(DecimalSeparator),
                ThousandsSeparator = Differs(result) ? result.GetValue(ThousandsSeparator) : null,
                HasHeader = !result.GetValue(NoHeader),
                SkipLines = result.GetValue(Skip) ?? 0,
                Comment = comment,
                Quote = quote,
                Escape = escape,
                Encoding = result.GetValue(TextEncoding),
                MissingValues = MissingValuesOf(result, missingValues),
                Threads = result.GetValue(Threads) ?? 0,
            },
            Sheet = result.GetValue(Sheet),
            FileColumn = result.GetValue(FileColumn),
        };
    }

    /// <summary>Reads the options off a command line that several processes may carry out, which share the cores of a machine.</summary>
    /// <param name="result">The command line.</param>
    /// <param name="missingValues">What counts as missing if the command line does not say.</param>
    /// <param name="processes">The processes.</param>
    /// <exception cref="UsageException">Options contradict each other.</exception>
    public SourceFileOptions Bind(ParseResult result, IReadOnlyList<string> missingValues, ProcessGroup processes)
    {
        SourceFileOptions options = Bind(result, missingValues);
        return result.GetValue(Threads) is null ? options with { Csv = options.Csv with { Threads = processes.Threads } } : options;
    }

    /// <summary>Opens data for scoring.</summary>
    /// <param name="result">The command line.</param>
    /// <param name="data">The data.</param>
    /// <param name="model">The model, which knows what counts as missing.</param>
    /// <param name="environment">The environment.</param>
    /// <returns>The source, to be disposed.</returns>
    /// <exception cref="UsageException">An option has no effect on such a file.</exception>
    /// <exception cref="LogRegException">It cannot be opened.</exception>
    public DataSource OpenForScoring(ParseResult result, DataReference data, LogisticModel model, CliEnvironment environment)
    {
        DataSource source = DataInput.OpenForScoring(data, Bind(result, model.MissingValues, environment.Processes), environment);
        RequireUsed(result, source);
        return source;
    }

    /// <summary>Makes sure that the options can have an effect: not every kind of file has delimiters, or cells to be parsed.</summary>
    /// <exception cref="UsageException">An option has none on such a file.</exception>
    public void RequireUsed(ParseResult result, DataSource source)
    {
        SourceFileKind kind = SourceFile.KindOf(source);
        bool isDatabase = source is DatabaseSource;
        Option[] idle = kind switch
        {
            _ when isDatabase => [.. OfText, DecimalSeparator, ThousandsSeparator, Sheet, FileColumn],
            SourceFileKind.Cache or SourceFileKind.Libsvm => [.. OfText, DecimalSeparator, ThousandsSeparator, MissingValues, Sheet],
            SourceFileKind.Parquet or SourceFileKind.Arrow => [.. OfText, Sheet],
            SourceFileKind.Excel => [.. OfText.Except([NoHeader, Skip])],
            _ => [Sheet],
        };
        if (idle.FirstOrDefault(option => result.GetResult(option) is { Implicit: false }) is not Option stray)
        {
            return;
        }

        throw kind == SourceFileKind.Cache && stray != Sheet
            ? new UsageException(
                $"{stray.Name} has no effect on {source.Name}, a cache whose cells are parsed already",
                $"leave {stray.Name} out, or recreate the cache with it: logreg cache DATA.csv {stray.Name} …")
            : new UsageException($"{stray.Name} has no effect on {source.Name}{(isDatabase ? "" : $", {Named(kind)}")}", $"leave {stray.Name} out");
    }

    private static string Named(SourceFileKind kind) => kind switch
    {
        SourceFileKind.Parquet => "a Parquet file",
        SourceFileKind.Arrow => "an Arrow file",
        SourceFileKind.Excel => "an Excel workbook",
        SourceFileKind.Cache => "a cache",
        SourceFileKind.Libsvm => "a LIBSVM file",
        _ => "which is no Excel workbook",
    };

    private bool Differs(ParseResult result) =>
        result.GetValue(ThousandsSeparator) is not char thousands || result.GetValue(DecimalSeparator) != thousands
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

    private static bool IsAllowed(Func<CsvOptions> options)
    {
        try
        {
            return options() is not null;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
