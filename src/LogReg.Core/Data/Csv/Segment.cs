namespace LogReg.Data;

/// <summary>Some whole records of a file, in a buffer that is used again for later ones.</summary>
internal sealed class Segment
{
    /// <summary>The bytes; only the first <see cref="Length"/> are part of the segment.</summary>
    public byte[] Buffer { get; set; } = [];

    /// <summary>The number of bytes.</summary>
    public int Length { get; set; }

    /// <summary>The place of the segment in the order of the file, from 0.</summary>
    public long Index { get; set; }

    /// <summary>The bytes of the file that had been read when the segment was complete, for progress.</summary>
    public long FileBytesRead { get; set; }

    /// <summary>
    /// What ended the reading right after this segment, which then holds no records but only the bytes before the fault, to
    /// count its lines; <see langword="null"/> for an ordinary segment.
    /// </summary>
    public ReadFault? Fault { get; set; }

    /// <summary>The bytes.</summary>
    public ReadOnlySpan<byte> Bytes => Buffer.AsSpan(0, Length);
}
