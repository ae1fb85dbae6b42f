using LogReg.Data;

namespace LogReg.Sources.Databases;

/// <summary>A column of the result of a query.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">How its cells are read.</param>
/// <param name="IsLeftOut">Whether its cells are neither numbers nor texts.</param>
internal sealed record QueryColumn(string Name, ColumnKind Kind, bool IsLeftOut = false);
