using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LogReg.Data;

/// <summary>
/// XXH64 (Yann Collet, https://github.com/Cyan4973/xxHash/blob/dev/doc/xxhash_spec.md): a checksum of 64 bits that is computed faster than
/// a file is read. It finds accidents, not forgeries. System.IO.Hashing has it too, but the core does without a fourth package for these
/// lines.
/// </summary>
internal sealed class Checksum
{
    /// <summary>How many bytes a stored checksum takes.</summary>
    public const int Bytes = sizeof(ulong);

    /// <summary>What precedes the digits of a checksum as a text.</summary>
    public const string Prefix = "xxh64:";

    /// <summary>The length of <see cref="ToWords"/>.</summary>
    public const int Words = 2 + (2 * LaneCount);

    private const int LaneCount = 4;
    private const int StripeBytes = LaneCount * sizeof(ulong);
    private const ulong Prime1 = 0x9E3779B185EBCA87;
    private const ulong Prime2 = 0xC2B2AE3D27D4EB4F;
    private const ulong Prime3 = 0x165667B19E3779F9;
    private const ulong Prime4 = 0x85EBCA77C2B2AE63;
    private const ulong Prime5 = 0x27D4EB2F165667C5;

    private readonly ulong _seed;
    private readonly byte[] _rest = new byte[StripeBytes];
    private ulong _first;
    private ulong _second;
    private ulong _third;
    private ulong _fourth;
    private long _length;

    /// <summary>Begins the checksum of bytes that come piece by piece.</summary>
    /// <param name="seed">Where the bytes belong: the same bytes in another place have another checksum.</param>
    public Checksum(ulong seed = 0)
    {
        _seed = seed;
        _first = unchecked(seed + Prime1 + Prime2);
        _second = unchecked(seed + Prime2);
        _third = seed;
        _fourth = unchecked(seed - Prime1);
    }

    /// <summary>The state after the bytes so far, from which <see cref="FromWords"/> goes on, on a machine with the same order of
    /// bytes.</summary>
    public ulong[] ToWords() =>
        [_seed, (ulong)_length, _first, _second, _third, _fourth, .. MemoryMarshal.Cast<byte, ulong>(_rest)];

    /// <summary>Goes on from a state.</summary>
    /// <param name="words">The state, from <see cref="ToWords"/>.</param>
    public static Checksum FromWords(ReadOnlySpan<ulong> words)
    {
        var checksum = new Checksum(words[0])
        {
            _length = (long)words[1],
            _first = words[2],
            _second = words[3],
            _third = words[4],
            _fourth = words[5],
        };
        MemoryMarshal.AsBytes(words[(2 + LaneCount)..Words]).CopyTo(checksum._rest);
        return checksum;
    }

    /// <summary>The checksum of the bytes so far.</summary>
    public ulong Value
    {
        get
        {
            ulong hash = _length < StripeBytes ? _seed + Prime5 : MergeLanes();
            hash += (ulong)_length;
            ReadOnlySpan<byte> rest = _rest.AsSpan(0, RestLength);
            for (; rest.Length >= sizeof(ulong); rest = rest[sizeof(ulong)..])
            {
                hash = (BitOperations.RotateLeft(hash ^ Round(0, BinaryPrimitives.ReadUInt64LittleEndian(rest)), 27) * Prime1) + Prime4;
            }

            if (rest.Length >= sizeof(uint))
            {
                hash = (BitOperations.RotateLeft(hash ^ (BinaryPrimitives.ReadUInt32LittleEndian(rest) * Prime1), 23) * Prime2) + Prime3;
                rest = rest[sizeof(uint)..];
            }

            foreach (byte one in rest)
            {
                hash = BitOperations.RotateLeft(hash ^ (one * Prime5), 11) * Prime1;
            }

            hash = (hash ^ (hash >> 33)) * Prime2;
            hash = (hash ^ (hash >> 29)) * Prime3;
            return hash ^ (hash >> 32);
        }
    }

    private int RestLength => (int)(_length % StripeBytes);

    /// <summary>Computes the checksum of bytes that are all there.</summary>
    /// <param name="bytes">What it is of.</param>
    /// <param name="seed">Where the bytes belong: the same bytes in another place have another checksum.</param>
    public static ulong Of(ReadOnlySpan<byte> bytes, ulong seed = 0)
    {
        var checksum = new Checksum(seed);
        checksum.Append(bytes);
        return checksum.Value;
    }

    /// <summary>Takes the next bytes.</summary>
    /// <param name="bytes">The bytes.</param>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        int rest = RestLength;
        _length += bytes.Length;
        if (rest > 0)
        {
            int taken = Math.Min(StripeBytes - rest, bytes.Length);
            bytes[..taken].CopyTo(_rest.AsSpan(rest));
            bytes = bytes[taken..];
            if (rest + taken < StripeBytes)
            {
                return;
            }

            AppendStripes(_rest);
        }

        int whole = bytes.Length / StripeBytes * StripeBytes;
        AppendStripes(bytes[..whole]);
        bytes[whole..].CopyTo(_rest);
    }

    /// <summary>The prefix and the hexadecimal digits of the checksum of the bytes so far.</summary>
    public override string ToString() => Prefix + Value.ToString("x16", CultureInfo.InvariantCulture);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AppendStripes(ReadOnlySpan<byte> bytes)
    {
        ulong first = _first;
        ulong second = _second;
        ulong third = _third;
        ulong fourth = _fourth;
        ReadOnlySpan<ulong> words = MemoryMarshal.Cast<byte, ulong>(bytes);
        for (; words.Length >= 4; words = words[4..])
        {
            first = Round(first, LittleEndian(words[0]));
            second = Round(second, LittleEndian(words[1]));
            third = Round(third, LittleEndian(words[2]));
            fourth = Round(fourth, LittleEndian(words[3]));
        }

        _first = first;
        _second = second;
        _third = third;
        _fourth = fourth;
    }

    private ulong MergeLanes()
    {
        ulong hash =
            BitOperations.RotateLeft(_first, 1) + BitOperations.RotateLeft(_second, 7) + BitOperations.RotateLeft(_third, 12)
                + BitOperations.RotateLeft(_fourth, 18);
        return Merge(Merge(Merge(Merge(hash, _first), _second), _third), _fourth);
    }

    private static ulong LittleEndian(ulong word) => BitConverter.IsLittleEndian ? word : BinaryPrimitives.ReverseEndianness(word);

    private static ulong Round(ulong lane, ulong word) => BitOperations.RotateLeft(lane + (word * Prime2), 31) * Prime1;

    private static ulong Merge(ulong hash, ulong lane) => ((hash ^ Round(0, lane)) * Prime1) + Prime4;
}
