namespace LogReg.Data;

/// <summary>How messages call a source, and how hints say that its reading is corrected: each source knows which options it has.</summary>
internal sealed record SourceDescription
{
    /// <summary>A file of text.</summary>
    public static SourceDescription File { get; } = new()
    {
        Noun = "file",
        FirstLineAsData = $"{Option.HasHeader.Off}",
        Delimiter = $"{Option.Delimiter}",
        MissingOption = $"{Option.MissingValues}",
        MissingValues = texts => $"{Option.MissingValues.Names(texts)}",
        AddedMissingValues = texts => $"{Option.AddedMissingValues(texts)}",
    };

    /// <summary>Rows of cells that a program delivers.</summary>
    public static SourceDescription Rows { get; } = new()
    {
        Noun = "source",
        MissingOption = $"{new OptionReference(OptionName.SourceMissingValues)}",
        MissingValues = texts => $"{Option.SourceMissingValues(texts)}",
        AddedMissingValues = texts => $"{Option.AddedSourceMissingValues(texts)}",
    };

    /// <summary>A table, whose missing cells were decided when it was built.</summary>
    public static SourceDescription Table { get; } = new()
    {
        Noun = "table",
        MissingValues = _ => "null for missing cells only",
        AddedMissingValues = texts => $"null or NaN instead of {Quoted(texts)}",
    };

    /// <summary>A cache that was made from a file with a header.</summary>
    public static SourceDescription CacheOfFile { get; } = new()
    {
        Noun = "cache",
        FirstLineAsData = $"a cache made with {File.FirstLineAsData!}",
        Delimiter = $"a cache made with {File.Delimiter!}",
        MissingOption = File.MissingOption,
        MissingValues = texts => $"a cache made with {File.MissingValues(texts)}",
        AddedMissingValues = texts => $"a cache made with {File.AddedMissingValues(texts)}",
    };

    /// <summary>A cache that was made from data that may be a file or not.</summary>
    public static SourceDescription Cache { get; } = new()
    {
        Noun = "cache",
        MissingOption = "the missing values of the cached data",
        MissingValues = texts => $"a cache of the same data with {Quoted(texts)} as the only missing values",
        AddedMissingValues = texts => $"a cache of the same data with {Quoted(texts)} among the missing values",
    };

    /// <summary>The word for the source, such as "file".</summary>
    public required string Noun { get; init; }

    /// <summary>What makes the first line a row, such as an option; <see langword="null"/> if no line holds names.</summary>
    public OptionText? FirstLineAsData { get; init; }

    /// <summary>What sets the character between cells; <see langword="null"/> if there is none.</summary>
    public OptionText? Delimiter { get; init; }

    /// <summary>What sets the texts that count as missing, in all columns; <see langword="null"/> if nothing does.</summary>
    public OptionText? MissingOption { get; init; }

    /// <summary>From texts to what makes them the only ones that count as missing.</summary>
    public required Func<IEnumerable<string>, OptionText> MissingValues { get; init; }

    /// <summary>From texts to what makes them count as missing, too.</summary>
    public required Func<IEnumerable<string>, OptionText> AddedMissingValues { get; init; }

    /// <summary>Says where else a column may be that is not there, such as in other sheets; <see langword="null"/> if nothing is
    /// known.</summary>
    public Func<OptionText?>? ElsewhereHint { get; init; }

    /// <summary>The hint for a column that is not there.</summary>
    /// <param name="hint">What its name suggests.</param>
    public OptionText? HintForColumn(OptionText? hint)
    {
        OptionText? elsewhere = ElsewhereHint?.Invoke();
        return hint is null || elsewhere is null ? hint ?? elsewhere : OptionText.Of($"{hint}; {elsewhere}");
    }

    /// <summary>What to do about data without rows; <see langword="null"/> if nothing is known.</summary>
    public OptionText? EmptyHint { get; init; }

    /// <summary>The error for data without rows.</summary>
    /// <param name="name">The name of the data.</param>
    public DataException Empty(string name) => FirstLineAsData is OptionText option
        ? new("there are no data rows after the header", name, hint: $"use {option} if the first line is data")
        : new("there are no rows", name, hint: EmptyHint);

    private static string Quoted(IEnumerable<string> texts) => string.Join(", ", texts.Select(DataException.Quote));
}
