namespace LogReg.Data;

/// <summary>A description of a column of a table.</summary>
/// <param name="Name">The name of the column.</param>
/// <param name="Kind">The kind it was read as, never <see cref="ColumnKind.Inferred"/>.</param>
/// <param name="Levels">The levels of a categorical column; otherwise <see langword="null"/>.</param>
public sealed record ColumnInfo(string Name, ColumnKind Kind, LevelTable? Levels)
{
    /// <summary>The order in which the texts of the column wrote dates, which are numbers of days now; otherwise
    /// <see langword="null"/>.</summary>
    internal DateOrder? DateOrder { get; init; }
}
