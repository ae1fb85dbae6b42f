namespace LogReg.Export.Sql;

/// <summary>A column that a step of a query computes.</summary>
/// <param name="Name">Its name, as SQL has it.</param>
/// <param name="Expression">What it is.</param>
/// <param name="Comment">A comment, or <see langword="null"/> for none.</param>
internal sealed record SqlColumn(string Name, string Expression, string? Comment = null);
