namespace LogReg.Data;

/// <summary>The layout of a CSV file, from its beginning.</summary>
/// <param name="Names">The names of the columns in the order of the file; <c>x1</c>, <c>x2</c>, … without a header line.</param>
/// <param name="Delimiter">The character between cells, as given or as detected.</param>
public sealed record CsvHeader(IReadOnlyList<string> Names, char Delimiter);
