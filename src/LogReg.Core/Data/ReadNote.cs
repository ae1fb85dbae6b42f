namespace LogReg.Data;

/// <summary>A note of reading data that the table itself does not show.</summary>
/// <param name="Kind">The subject.</param>
/// <param name="Column">The column, or <see langword="null"/> if it is about rows.</param>
/// <param name="Count">How many cells or rows it is about.</param>
/// <param name="Cells">How many cells of the column are not missing.</param>
/// <param name="Texts">The texts that it is about, in the order of the rows; the first few.</param>
internal sealed record ReadNote(ReadNoteKind Kind, string? Column, long Count, long Cells, IReadOnlyList<StrayText> Texts)
{
    /// <summary>The texts that it is about, in the order of the rows; the first few.</summary>
    public IReadOnlyList<StrayText> Texts { get; init; } = [.. Texts.Select(text => text with { Place = text.Place?.In(Column) })];

    /// <summary>The rows that it is about; <see langword="null"/> if they are many.</summary>
    public IReadOnlyList<long>? Rows { get; init; }

    /// <summary>The columns with whole numbers that were rounded.</summary>
    /// <param name="notes">Notes of reading.</param>
    public static IReadOnlySet<string> RoundedColumns(IReadOnlyList<ReadNote> notes) =>
        notes.Where(note => note.Kind == ReadNoteKind.RoundedIntegers).Select(note => note.Column!).ToHashSet();

    /// <summary>A note in the words of a source.</summary>
    /// <param name="warning">The note.</param>
    public static ReadNote OfSource(DataWarning warning) =>
        new(ReadNoteKind.OfSource, warning.Column, 1, 0, [new StrayText(warning.Message, 1, null)]) { HintOfSource = warning.Hint };

    /// <summary>Whether it is about the text as a whole rather than about cells or rows.</summary>
    public bool IsOfLayout => Kind is (>= ReadNoteKind.LinesAboveHeader and <= ReadNoteKind.OlderEncoding)
        or ReadNoteKind.Utf16 or ReadNoteKind.Unquoted or ReadNoteKind.LineOfDashes;

    /// <summary>What a source itself says is to be done; a cache does not keep it.</summary>
    public OptionText? HintOfSource { get; init; }

    /// <summary>How the numbers of the column are written; otherwise <see langword="null"/>.</summary>
    public NumberNotation? Notation { get; init; }

    /// <summary>How the numbers of columns are written, for those that are not written as plain numbers.</summary>
    /// <param name="notes">Notes of reading.</param>
    public static IReadOnlyDictionary<string, NumberNotation> Notations(IReadOnlyList<ReadNote> notes) =>
        notes.Where(note => note.Notation is not null).ToDictionary(note => note.Column!, note => note.Notation!);

    /// <summary>The columns of dates that nobody declared categorical.</summary>
    /// <param name="notes">Notes of reading.</param>
    public static IReadOnlySet<string> DateColumns(IReadOnlyList<ReadNote> notes) =>
        notes.Where(note => note.Kind == ReadNoteKind.Dates).Select(note => note.Column!).ToHashSet();

    /// <summary>Whether training leaves the column out, because its values are nearly all different.</summary>
    public bool IsLeftOut { get; init; }

    /// <summary>The names of the files that it is about, where a table has several; otherwise none.</summary>
    public IReadOnlyList<string> Files { get; init; } = [];

    /// <summary>Whether it is about every file of the table.</summary>
    public bool IsOfAllFiles { get; init; } = true;

    /// <summary>Where the first cell or row stands, or <see langword="null"/>.</summary>
    public RowPlace? Place => Texts.Where(text => text.Place is not null).MinBy(text => text.Place!.Value.Number)?.Place;
}
