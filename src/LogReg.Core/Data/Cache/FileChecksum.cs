using LogReg.Collectives;

namespace LogReg.Data;

/// <summary>The checksum of a file, as far as its bytes have been read, whoever has read them: of several processes that read parts of the
/// file one goes on where another has stopped.</summary>
/// <param name="inBlocks">Whether the file is so large that its checksum is one of blocks, which is not for several processes.</param>
internal sealed class FileChecksum(bool inBlocks)
{
    private readonly Lock _gate = new();
    private readonly BlockChecksum _blocks = new();
    private Checksum _whole = new();
    private long _position;
    private bool _hasEnded;

    /// <summary>How many bytes, from the beginning of the file, it is of.</summary>
    public long Position
    {
        get
        {
            lock (_gate)
            {
                return _position;
            }
        }
    }

    /// <summary>The checksum as a text; <see langword="null"/> before the end of the file has been seen.</summary>
    public string? Text
    {
        get
        {
            lock (_gate)
            {
                return !_hasEnded ? null : inBlocks ? BlockChecksum.TextOf(_blocks.Blocks) : _whole.ToString();
            }
        }
    }

    /// <summary>Takes bytes of the file, of which those count that go on where others have stopped.</summary>
    /// <param name="from">Their place in the file.</param>
    /// <param name="bytes">The bytes; none at the end of the file.</param>
    public void Take(long from, ReadOnlySpan<byte> bytes)
    {
        lock (_gate)
        {
            if (_hasEnded || from > _position || (bytes.Length > 0 && from + bytes.Length <= _position))
            {
                return;
            }

            ReadOnlySpan<byte> next = bytes[(int)Math.Min(_position - from, bytes.Length)..];
            if (inBlocks)
            {
                _blocks.Append(next);
            }
            else
            {
                _whole.Append(next);
            }

            _hasEnded = bytes.IsEmpty && from == _position;
            _position += next.Length;
        }
    }

    /// <summary>Goes on, in every process, where the one has stopped that has come farthest.</summary>
    /// <param name="collective">The processes, each of which reads a part of the same file.</param>
    /// <exception cref="CollectiveException">Another process has failed.</exception>
    public void Agree(ICollective collective)
    {
        lock (_gate)
        {
            ulong[] all = collective.AllGatherAsMany<ulong>([(ulong)_position, _hasEnded ? 1UL : 0, .. _whole.ToWords()]);
            int length = all.Length / collective.Size;
            ReadOnlySpan<ulong> farthest = all.Chunk(length).MaxBy(own => (own[0], own[1]));
            (_position, _hasEnded) = ((long)farthest[0], farthest[1] != 0);
            _whole = Checksum.FromWords(farthest[2..]);
        }
    }
}
