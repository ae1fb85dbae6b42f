namespace LogReg.Data;

/// <summary>What tells a file from another one of its name, or from an earlier state of itself.</summary>
/// <param name="Bytes">Its size; 0 where it is not known.</param>
/// <param name="WriteTicks">When it was written last, in ticks of UTC; 0 of a stream that is no file.</param>
internal readonly record struct FileStamp(long Bytes, long WriteTicks)
{
    /// <summary>The stamp of a stream that was opened just now.</summary>
    /// <param name="stream">The stream.</param>
    public static FileStamp Of(Stream stream) => stream is FileStream file
        ? new FileStamp(file.Length, File.GetLastWriteTimeUtc(file.SafeFileHandle).Ticks)
        : new FileStamp(stream.CanSeek ? stream.Length : 0, 0);
}
