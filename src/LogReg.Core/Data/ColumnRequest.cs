namespace LogReg.Data;

/// <summary>A column to read. Columns that are not requested are not parsed.</summary>
/// <param name="Name">The name in the header, or <c>x1</c>, <c>x2</c>, … when there is none.</param>
/// <param name="Kind">How to read it. The same column may be requested twice, with different kinds.</param>
/// <param name="KnownLevels">
/// For <see cref="ColumnKind.Categorical"/>: the levels to code by, such as those of a model; a text that is not among them
/// becomes <see cref="CategoricalColumn.Unseen"/>. <see langword="null"/> to take the levels from the data.
/// </param>
public sealed record ColumnRequest(string Name, ColumnKind Kind, LevelTable? KnownLevels = null);
