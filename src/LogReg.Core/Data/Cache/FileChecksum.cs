using LogReg.Collectives;

namespace LogReg.Data;

/// <summary>The checksum of a file, as far as its bytes have been read in order, whoever has read them: of several processes that read
/// parts of the file one goes on where another has stopped. If the file has been replaced or changed when it is opened again, hashing
/// starts over.</summary>
/// <param name="inBlocks">Whether the file is so large that its checksum is one of blocks, which one process takes alone.</param>
internal sealed class FileChecksum(bool inBlocks)
{
    private readonly Lock _gate = new();
    private BlockChecksum _blocks = new();
    private Checksum _whole = new();
    private FileStamp _stamp;
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

    /// <summary>Whether processes have told each other how far they are: whoever reads on near that place may read what lies in
    /// between.</summary>
    public bool IsAgreed { get; private set; }

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

    /// <summary>Begins a reading of the file.</summary>
    /// <param name="stamp">What tells the file from another one, or from an earlier state of itself.</param>
    public void Open(FileStamp stamp)
    {
        lock (_gate)
        {
            if (stamp != _stamp)
            {
                Restart();
                _stamp = stamp;
            }
        }
    }

    /// <summary>Takes bytes of the file, of which those count that go on where others have stopped.</summary>
    /// <param name="stamp">That of the file when this reading of it began.</param>
    /// <param name="from">Their place in the file.</param>
    /// <param name="bytes">The bytes; none at the end of the file.</param>
    public void Take(FileStamp stamp, long from, ReadOnlySpan<byte> bytes)
    {
        lock (_gate)
        {
            if (_hasEnded || stamp != _stamp || from > _position || (bytes.Length > 0 && from + bytes.Length <= _position))
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

    /// <summary>Goes on, in every process, where the one has stopped that has come farthest, if all of them read the same file.</summary>
    /// <param name="collective">The processes, each of which reads a part of it.</param>
    /// <exception cref="CollectiveException">Another process has failed.</exception>
    public void Agree(ICollective collective)
    {
        if (inBlocks)
        {
            return;
        }

        lock (_gate)
        {
            ulong[][] all =
            [
                .. collective.AllGatherAsMany<ulong>(
                    [(ulong)_stamp.Bytes, (ulong)_stamp.WriteTicks, (ulong)_position, _hasEnded ? 1UL : 0, .. _whole.ToWords()])
                    .Chunk(4 + Checksum.Words),
            ];
            IsAgreed = true;
            if (all.Any(own => own[0] != all[0][0] || own[1] != all[0][1]))
            {
                Restart();
                return;
            }

            ulong[] farthest = all.MaxBy(own => (own[2], own[3]))!;
            (_position, _hasEnded) = ((long)farthest[2], farthest[3] != 0);
            _whole = Checksum.FromWords(farthest.AsSpan(4));
        }
    }

    private void Restart()
    {
        _blocks = new BlockChecksum();
        _whole = new Checksum();
        _position = 0;
        _hasEnded = false;
    }
}
