using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace LogReg.Data;

/// <summary>
/// XXH64 (Yann Collet, https://github.com/Cyan4973/xxHash/blob/dev/doc/xxhash_spec.md): a checksum of 64 bits that is computed faster than
/// a file is read. It finds accidents, not forgeries. System.IO.Hashing has it too, but the core does without a fourth package for these
/// lines.
/// </summary>
internal static class Checksum
{
    /// <summary>How many bytes a stored checksum takes.</summary>
    public const int Bytes = sizeof(ulong);

    private const int LaneCount = 4;
    private const ulong Prime1 = 0x9E3779B185EBCA87;
    private const ulong Prime2 = 0xC2B2AE3D27D4EB4F;
    private const ulong Prime3 = 0x165667B19E3779F9;
    private const ulong Prime4 = 0x85EBCA77C2B2AE63;
    private const ulong Prime5 = 0x27D4EB2F165667C5;

    /// <summary>Computes the checksum.</summary>
    /// <param name="bytes">What it is of.</param>
    /// <param name="seed">Where the bytes belong: the same bytes in another place have another checksum.</param>
    public static ulong Of(ReadOnlySpan<byte> bytes, ulong seed = 0)
    {
        int length = bytes.Length;
        ulong hash = length < LaneCount * sizeof(ulong) ? seed + Prime5 : OfStripes(ref bytes, seed);
        hash += (ulong)length;
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
        {
            hash = (BitOperations.RotateLeft(hash ^ Round(0, BinaryPrimitives.ReadUInt64LittleEndian(bytes)), 27) * Prime1) + Prime4;
        }

        if (bytes.Length >= sizeof(uint))
        {
            hash = (BitOperations.RotateLeft(hash ^ (BinaryPrimitives.ReadUInt32LittleEndian(bytes) * Prime1), 23) * Prime2) + Prime3;
            bytes = bytes[sizeof(uint)..];
        }

        foreach (byte one in bytes)
        {
            hash = BitOperations.RotateLeft(hash ^ (one * Prime5), 11) * Prime1;
        }

        hash = (hash ^ (hash >> 33)) * Prime2;
        hash = (hash ^ (hash >> 29)) * Prime3;
        return hash ^ (hash >> 32);
    }

    private static ulong OfStripes(ref ReadOnlySpan<byte> bytes, ulong seed)
    {
        ulong first = unchecked(seed + Prime1 + Prime2);
        ulong second = unchecked(seed + Prime2);
        ulong third = seed;
        ulong fourth = unchecked(seed - Prime1);
        ReadOnlySpan<ulong> words = MemoryMarshal.Cast<byte, ulong>(bytes);
        int used = 0;
        for (; used + LaneCount <= words.Length; used += LaneCount)
        {
            first = Round(first, LittleEndian(words[used]));
            second = Round(second, LittleEndian(words[used + 1]));
            third = Round(third, LittleEndian(words[used + 2]));
            fourth = Round(fourth, LittleEndian(words[used + 3]));
        }

        bytes = bytes[(used * sizeof(ulong))..];
        ulong hash =
            BitOperations.RotateLeft(first, 1) + BitOperations.RotateLeft(second, 7) + BitOperations.RotateLeft(third, 12)
                + BitOperations.RotateLeft(fourth, 18);
        return Merge(Merge(Merge(Merge(hash, first), second), third), fourth);
    }

    private static ulong LittleEndian(ulong word) => BitConverter.IsLittleEndian ? word : BinaryPrimitives.ReverseEndianness(word);

    private static ulong Round(ulong lane, ulong word) => BitOperations.RotateLeft(lane + (word * Prime2), 31) * Prime1;

    private static ulong Merge(ulong hash, ulong lane) => ((hash ^ Round(0, lane)) * Prime1) + Prime4;
}
