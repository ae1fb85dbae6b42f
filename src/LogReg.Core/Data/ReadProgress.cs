namespace LogReg.Data;

/// <summary>How far a file has been read. Reports come from worker threads, one at a time, in the order of the file.</summary>
/// <param name="BytesRead">The bytes taken from the file so far (compressed bytes of a compressed file).</param>
/// <param name="TotalBytes">The size of the file in the same bytes, or <see langword="null"/> if it is not known.</param>
/// <param name="Rows">The rows finished so far.</param>
public sealed record ReadProgress(long BytesRead, long? TotalBytes, long Rows);
