namespace LogReg.Data;

/// <summary>A column of a <see cref="RowSource"/>.</summary>
/// <param name="Name">Its name, not empty.</param>
/// <param name="Kind">
/// The kind that it is read as if nobody asks for another: <see cref="ColumnKind.Numeric"/>, <see cref="ColumnKind.Categorical"/>, or
/// <see cref="ColumnKind.Inferred"/> if its cells decide, for which the rows may be read twice.
/// </param>
public sealed record SourceColumn(string Name, ColumnKind Kind);
