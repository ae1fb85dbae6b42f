namespace LogReg.Data;

/// <summary>The sizes that reading works with; they never change a result.</summary>
internal sealed record CsvTuning
{
    /// <summary>The usual length of a segment in bytes: large enough to be worth a hand-over, small enough for a core's cache.</summary>
    public int BlockBytes { get; init; } = 1 << 19;

    /// <summary>The first bytes of a file that are looked at for the delimiter and a first guess of the kinds.</summary>
    public int SampleBytes { get; init; } = 1 << 16;

    /// <summary>How many rows the chunks of a table have, all but the last.</summary>
    public int ChunkRows { get; init; } = Table.ChunkRows;

    /// <summary>The longest record; a longer one is taken for a quote that was never closed.</summary>
    public int LongestRecordBytes { get; init; } = 64 << 20;

    /// <summary>How many bytes are read for the checksum of the file alone: where one process has stopped to count rows another goes on
    /// with the checksum, but parses from the first row of a chunk, somewhat farther on.</summary>
    public int LongestGap { get; init; } = 32 << 20;
}
