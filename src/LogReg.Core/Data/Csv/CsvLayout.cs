namespace LogReg.Data;

/// <summary>Where the data of a CSV file are and how they are written, found by looking at its start.</summary>
/// <param name="Header">The names and the delimiter.</param>
/// <param name="Dialect">How the text is written.</param>
/// <param name="Shape">Where the cells of a record belong.</param>
/// <param name="DataOffset">The bytes of UTF-8 text before the first data record.</param>
/// <param name="DataLine">The line at which the data start, from 1.</param>
/// <param name="Sample">The first whole data records, for a guess of the kinds.</param>
internal sealed record CsvLayout(
    CsvHeader Header, CsvDialect Dialect, RecordShape Shape, long DataOffset, long DataLine, ReadOnlyMemory<byte> Sample)
{
    /// <summary>What was found out about the text without being told.</summary>
    public IReadOnlyList<ReadNote> Notes { get; init; } = [];

    /// <summary>The byte between cells as the parser sees it.</summary>
    public byte Separator => (byte)Dialect.Separator!.Value;
}
