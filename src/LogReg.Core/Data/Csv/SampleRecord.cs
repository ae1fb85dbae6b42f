namespace LogReg.Data;

/// <summary>A record at the start of a file, as far as its form tells about the layout.</summary>
/// <param name="Offset">The place of its first byte.</param>
/// <param name="Length">Its length in bytes, without the line break.</param>
/// <param name="Count">The number of its cells.</param>
/// <param name="Filled">How many of them are not empty.</param>
/// <param name="LastFilled">The place of the last one that is not empty, or −1.</param>
internal readonly record struct SampleRecord(int Offset, int Length, int Count, int Filled, int LastFilled);
