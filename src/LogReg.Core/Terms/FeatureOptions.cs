using LogReg.Data;

namespace LogReg.Terms;

/// <summary>How the columns of a table become features.</summary>
/// <param name="KeepAllLevels">Whether every level of a categorical feature has a coefficient, as under a penalty.</param>
/// <param name="ForcedColumns">Columns to keep though they are constant, empty or look like an identifier.</param>
/// <param name="References">Reference levels chosen by the caller, by column.</param>
/// <param name="Threads">The largest number of threads, at least 1.</param>
internal sealed record FeatureOptions(
    bool KeepAllLevels, IReadOnlySet<string> ForcedColumns, IReadOnlyDictionary<string, string> References, int Threads)
{
    /// <summary>The word that asks for the most frequent level as the reference, unless a level has this name.</summary>
    public const string MostFrequent = "most-frequent";

    /// <summary>Columns that have a reference level even where others keep all of theirs: without a penalty of its own a column needs
    /// one.</summary>
    public IReadOnlySet<string> UnpenalizedColumns { get; init; } = new HashSet<string>();

    /// <summary>Whether a number with missing cells has a coefficient for these.</summary>
    public bool IndicatesMissing { get; init; }

    /// <summary>The terms of a formula; <see langword="null"/> if there is none, so that each feature is a term.</summary>
    public IReadOnlyList<FormulaTerm>? Terms { get; init; }

    /// <summary>Whether the quantiles of numbers in formulas are left out, where nobody looks at them: they take a sort of each
    /// column.</summary>
    public bool LeavesOutQuantiles { get; init; }

    /// <summary>Finds where a row stands in its source, for messages; <see langword="null"/> for a table.</summary>
    public Func<long, RowPlace?>? FindRow { get; init; }

    /// <summary>Columns with whole numbers that were rounded to double precision.</summary>
    public IReadOnlySet<string> RoundedColumns { get; init; } = new HashSet<string>();

    /// <summary>Columns of dates that nobody declared categorical.</summary>
    public IReadOnlySet<string> DateColumns { get; init; } = new HashSet<string>();

    /// <summary>How the numbers of columns are written, for those that are not written as plain numbers.</summary>
    public IReadOnlyDictionary<string, NumberNotation> Notations { get; init; } = new Dictionary<string, NumberNotation>();

    /// <summary>The data's name for messages, or <see langword="null"/>.</summary>
    public string? Source { get; init; }

    /// <summary>Whether a reference level that does not occur gives way to the first that does, as in a part of the rows that lacks
    /// it.</summary>
    public bool AllowsAbsentReferences { get; init; }
}
