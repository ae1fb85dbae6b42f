namespace LogReg.Data;

/// <summary>Where a table was read from, and what reading it found out.</summary>
/// <param name="Names">All names of the file's header; <see langword="null"/> where the file has none.</param>
/// <param name="Notes">Notes on the cells.</param>
internal sealed record TableOrigin(IReadOnlyList<string>? Names, IReadOnlyList<ReadNote> Notes);
