namespace LogReg.Data;

/// <summary>Whole records of a file, in a reusable buffer.</summary>
internal sealed class Segment : Batch
{
    /// <summary>The bytes; only the first <see cref="Length"/> are part of the segment.</summary>
    public byte[] Buffer { get; set; } = [];

    /// <summary>The number of bytes.</summary>
    public int Length { get; set; }

    /// <summary>The bytes of the text before it.</summary>
    public long Offset { get; set; }

    /// <summary>The place of the segment in the order of the file, from 0.</summary>
    public long Index { get; set; }

    /// <summary>The line at which the segment starts, from 1; known when the segments before it have been committed.</summary>
    public long FirstLine { get; set; }

    /// <summary>
    /// What ended the reading right after this segment, which then holds no records but only the bytes before the fault, to
    /// count its lines; <see langword="null"/> for an ordinary segment.
    /// </summary>
    public ReadFault? Fault { get; set; }

    /// <summary>The bytes.</summary>
    public ReadOnlySpan<byte> Bytes => Buffer.AsSpan(0, Length);

    /// <summary>The line of a record, counted anew.</summary>
    /// <param name="position">The position of its first byte in the segment.</param>
    public override RowPlace PlaceOf(int position) => RowPlace.OfLine(FirstLine + LineCounter.Count(Bytes[..position]));
}
