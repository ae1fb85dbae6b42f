using System.Buffers.Binary;
using K4os.Compression.LZ4;

namespace LogReg.Sources.Arrow;

/// <summary>Unpacks a frame of LZ4 whose size is known: blocks one after another, which may refer to the 64 KiB before them
/// (https://github.com/lz4/lz4/blob/dev/doc/lz4_Frame_format.md).</summary>
internal static class Lz4Frame
{
    private const uint Magic = 0x184D2204;
    private const int Version = 1;
    private const int ChecksumSize = sizeof(uint);
    private const uint IsStored = 1U << 31;
    private const int Window = 1 << 16;

    /// <summary>Unpacks a frame.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="target">Receives what it holds.</param>
    /// <returns>The bytes that it holds.</returns>
    /// <exception cref="InvalidDataException">It is damaged, or holds more than the target.</exception>
    public static int Decode(ReadOnlySpan<byte> frame, Span<byte> target)
    {
        byte flags = frame[sizeof(uint)];
        if (BinaryPrimitives.ReadUInt32LittleEndian(frame) != Magic || flags >> 6 != Version)
        {
            throw new InvalidDataException("this is not LZ4");
        }

        // Magic, flags, size of blocks, size of the content, number of a dictionary, checksum.
        bool hasChecksums = (flags & 0x10) != 0;
        frame = frame[(sizeof(uint) + 2 + ((flags & 0x08) != 0 ? sizeof(long) : 0) + ((flags & 0x01) != 0 ? sizeof(uint) : 0) + 1)..];
        int done = 0;
        while (BinaryPrimitives.ReadUInt32LittleEndian(frame) is not 0 and uint header)
        {
            int size = (int)(header & ~IsStored);
            ReadOnlySpan<byte> block = frame.Slice(sizeof(uint), size);
            if ((header & IsStored) != 0)
            {
                block.CopyTo(target[done..]);
                done += size;
            }
            else
            {
                int from = Math.Max(0, done - Window);
                int count = LZ4Codec.Decode(block, target[done..], target[from..done]);
                done += count >= 0 ? count : throw new InvalidDataException("a block of LZ4 is damaged");
            }

            frame = frame[(sizeof(uint) + size + (hasChecksums ? ChecksumSize : 0))..];
        }

        return done;
    }
}
