using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;
using LogReg.Shared;

namespace LogReg.Data;

/// <summary>
/// Decompresses BGZF, as bgzip and htslib write it, on several threads: gzip in members of at most 64 KB each, which say in their headers
/// how long they are, so that many can be decompressed side by side. What follows the last such member is decompressed as any gzip is.
/// </summary>
internal sealed class BlockGzip : ForwardStream
{
    /// <summary>The length of the header of a member, as far as it is the same in all.</summary>
    public const int HeaderLength = 18;

    // The CRC and the length of the text.
    private const int TrailerLength = 8;
    private const int ShortestBlock = HeaderLength + TrailerLength;
    private const int MembersOfGroup = 16;
    private const int MostBytes = 1 << 16;

    private readonly Stream _compressed;
    private readonly int _groupsAhead;
    private readonly int _membersOfGroup;
    private readonly Queue<Task<Group>> _groups = new();
    private readonly byte[] _header = new byte[HeaderLength];
    private Group? _current;
    private int _taken;
    private long _offset;
    private bool _hasEnded;
    private bool _isMarked;
    private GzipInput? _rest;

    /// <param name="compressed">The compressed data from their first byte on; closed with this stream.</param>
    /// <param name="threads">The largest number of threads, at least 1.</param>
    public BlockGzip(Stream compressed, int threads)
    {
        _compressed = compressed;

        // One thread decompresses nothing that is not needed yet: a pipe may bring the next member much later.
        _groupsAhead = threads > 1 ? threads : 0;
        _membersOfGroup = threads > 1 ? MembersOfGroup : 1;
    }

    /// <summary>Whether a member is one that says how long it is.</summary>
    /// <param name="start">Its first bytes.</param>
    public static bool IsBlock(ReadOnlySpan<byte> start) =>
        start is [0x1f, 0x8b, 8, 4, _, _, _, _, _, _, 6, 0, (byte)'B', (byte)'C', 2, 0, _, _, ..];

    /// <summary>Reads decompressed bytes.</summary>
    /// <exception cref="DamagedBlockException">A member is damaged, or the data end too early.</exception>
    /// <exception cref="InvalidDataException">What follows the members is damaged or ends too early.</exception>
    public override int Read(Span<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            if (_current is Group current && _taken < current.Length)
            {
                int count = Math.Min(buffer.Length, current.Length - _taken);
                current.Text.AsSpan(_taken, count).CopyTo(buffer);
                _taken += count;
                return count;
            }

            Return(_current);
            _current = null;
            while (!_hasEnded && _groups.Count <= _groupsAhead)
            {
                ReadGroup();
            }

            if (!_groups.TryDequeue(out Task<Group>? next))
            {
                return _rest?.Read(buffer) ?? 0;
            }

            (_current, _taken) = (next.GetAwaiter().GetResult(), 0);
        }

        return 0;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _compressed.Dispose();
        }

        base.Dispose(disposing);
    }

    // Faults wait for their turn: what comes before them is read first.
    private void ReadGroup()
    {
        byte[] bytes = ArrayPool<byte>.Shared.Rent(_membersOfGroup * MostBytes);
        long start = _offset;
        int length = 0;
        int textLength = 0;
        for (int member = 0; member < _membersOfGroup && !_hasEnded; member++)
        {
            int read = _compressed.ReadAtLeast(_header, HeaderLength, throwOnEndOfStream: false);
            _hasEnded = !IsBlock(_header.AsSpan(0, read));
            if (_hasEnded && read > 0)
            {
                _rest = new GzipInput(new Prefixed(_header[..read], _compressed));
                break;
            }

            int size = _hasEnded ? 0 : 1 + BinaryPrimitives.ReadUInt16LittleEndian(_header.AsSpan(HeaderLength - 2));
            if (_hasEnded ? !_isMarked : size < ShortestBlock || !Take(bytes, ref length, size))
            {
                _hasEnded = true;
                Enqueue(bytes, length, textLength, start);
                _groups.Enqueue(Task.FromException<Group>(new DamagedBlockException(_offset, isCut: true, null)));
                return;
            }

            if (!_hasEnded)
            {
                int text = (int)BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(length - 4));
                if (text is < 0 or > MostBytes)
                {
                    _hasEnded = true;
                    Enqueue(bytes, length - size, textLength, start);
                    _groups.Enqueue(Task.FromException<Group>(new DamagedBlockException(_offset, isCut: false, null)));
                    return;
                }

                // An empty member marks the end.
                _isMarked = text == 0;
                textLength += text;
                _offset += size;
            }
        }

        Enqueue(bytes, length, textLength, start);
    }

    private bool Take(byte[] bytes, ref int length, int size)
    {
        _header.CopyTo(bytes, length);
        int rest = size - HeaderLength;
        bool isWhole = _compressed.ReadAtLeast(bytes.AsSpan(length + HeaderLength, rest), rest, throwOnEndOfStream: false) == rest;
        length += isWhole ? size : 0;
        return isWhole;
    }

    private void Enqueue(byte[] bytes, int length, int textLength, long start) =>
        _groups.Enqueue(Task.Run(() => Decompress(bytes, length, textLength, start)));

    private static Group Decompress(byte[] bytes, int length, int textLength, long start)
    {
        byte[] text = ArrayPool<byte>.Shared.Rent(textLength + 1);
        try
        {
            using var gzip = new GZipStream(new MemoryStream(bytes, 0, length, writable: false), CompressionMode.Decompress);
            if (gzip.ReadAtLeast(text.AsSpan(0, textLength + 1), textLength + 1, throwOnEndOfStream: false) != textLength)
            {
                throw new DamagedBlockException(start, isCut: false, null);
            }

            return new Group(text, textLength);
        }
        catch (InvalidDataException exception)
        {
            throw new DamagedBlockException(start, isCut: false, exception);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    private static void Return(Group? group)
    {
        if (group is not null)
        {
            ArrayPool<byte>.Shared.Return(group.Text);
        }
    }

    private sealed record Group(byte[] Text, int Length);

    /// <summary>Bytes that were read already, and the stream that they are from.</summary>
    private sealed class Prefixed(byte[] start, Stream rest) : ForwardStream
    {
        private int _taken;

        public override int Read(Span<byte> buffer)
        {
            int count = Math.Min(buffer.Length, start.Length - _taken);
            start.AsSpan(_taken, count).CopyTo(buffer);
            _taken += count;
            return count > 0 || buffer.IsEmpty ? count : rest.Read(buffer);
        }
    }
}
