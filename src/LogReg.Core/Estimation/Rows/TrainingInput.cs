using LogReg.Data;
using LogReg.Terms;

namespace LogReg.Estimation;

/// <summary>The table of a fit, with the roles of its columns and what messages about its rows need.</summary>
/// <param name="Table">The data.</param>
/// <param name="Roles">The roles of the columns.</param>
internal sealed record TrainingInput(Table Table, ColumnRoles Roles)
{
    /// <summary>The texts that stood for a missing cell.</summary>
    public IReadOnlyList<string> MissingValues { get; init; } = [];

    /// <summary>Whether the table may be overwritten in place, which saves a copy.</summary>
    public bool OwnsTable { get; init; }

    /// <summary>Finds where a row stands in its source, for messages; <see langword="null"/> for a table.</summary>
    public Func<long, RowPlace?>? FindRow { get; init; }

    /// <summary>The name of the data for messages, or <see langword="null"/>.</summary>
    public string? Source { get; init; }

    /// <summary>The same with numbers of days in place of the texts of dates.</summary>
    /// <exception cref="DataException">A text is no date, or the order of its parts cannot be told.</exception>
    public TrainingInput WithDates() =>
        this with { Table = new DateColumns(Table, Source, FindRow).Read(Roles.Formula?.DateColumns ?? []) };

    /// <summary>The same with vectors of words in place of texts.</summary>
    /// <param name="threads">The largest number of threads, at least 1.</param>
    public TrainingInput WithWords(int threads) =>
        this with { Table = new TextWords(Table, threads).Read(Roles.Formula?.GramsOfTexts ?? new Dictionary<string, int>()) };

    /// <summary>Finds the rows that cannot take part.</summary>
    public RowFilter Filter => new(Table, FindRow, Source);
}
