using System.Buffers.Binary;
using System.Globalization;

namespace LogReg.Data;

/// <summary>The checksum of very large files, of which each block has a checksum of its own, so that several processes can share the work:
/// XXH64 of the checksums of the blocks, each as eight bytes with the highest first, which is how they are written in digits.</summary>
/// <param name="blockBytes">How many bytes a block has; the last one may have fewer.</param>
internal sealed class BlockChecksum(int blockBytes = BlockChecksum.UsualBlockBytes)
{
    /// <summary>The size of a block.</summary>
    public const int UsualBlockBytes = 64 << 20;

    /// <summary>What precedes the digits of such a checksum as a text.</summary>
    public const string Prefix = "xxh64-64m:";

    private readonly List<ulong> _blocks = [];
    private Checksum _open = new();
    private int _openBytes;

    /// <summary>The checksums of the blocks so far; the last call.</summary>
    public IReadOnlyList<ulong> Blocks
    {
        get
        {
            Close();
            return _blocks;
        }
    }

    /// <summary>Takes the next bytes.</summary>
    /// <param name="bytes">The bytes.</param>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            int taken = Math.Min(blockBytes - _openBytes, bytes.Length);
            _open.Append(bytes[..taken]);
            _openBytes += taken;
            bytes = bytes[taken..];
            if (_openBytes == blockBytes)
            {
                Close();
            }
        }
    }

    /// <summary>The prefix and the hexadecimal digits of the checksum of all blocks.</summary>
    /// <param name="blocks">The checksums of the blocks, in their order.</param>
    public static string TextOf(IReadOnlyList<ulong> blocks)
    {
        var all = new Checksum();
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        foreach (ulong block in blocks)
        {
            BinaryPrimitives.WriteUInt64BigEndian(bytes, block);
            all.Append(bytes);
        }

        return Prefix + all.Value.ToString("x16", CultureInfo.InvariantCulture);
    }

    private void Close()
    {
        if (_openBytes > 0)
        {
            _blocks.Add(_open.Value);
            (_open, _openBytes) = (new Checksum(), 0);
        }
    }
}
