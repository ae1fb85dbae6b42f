namespace LogReg.Export.Pages;

/// <summary>The axis of a column.</summary>
/// <param name="Name">The name of the column.</param>
/// <param name="Marks">The values.</param>
internal sealed record NomogramAxis(string Name, IReadOnlyList<NomogramMark> Marks);
