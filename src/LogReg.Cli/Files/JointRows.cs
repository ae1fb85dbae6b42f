using LogReg.Cli.Streams;
using LogReg.Collectives;
using LogReg.Shared;

namespace LogReg.Cli.Files;

/// <summary>
/// The rows that several processes write together. Each keeps its own in a temporary file without a name, so that nothing stays behind
/// however a process ends; then the root puts those of all one after the other, and the other processes send theirs to it.
/// </summary>
internal sealed class JointRows : IDisposable
{
    private const int UsualBlock = 1 << 24;
    private const int BufferSize = 1 << 16;

    private readonly ProcessGroup _processes;
    private readonly CancellationToken _cancellationToken;
    private readonly string _folder;
    private readonly FileStream _file;
    private readonly int _blockBytes;

    /// <summary>Begins the rows of this process.</summary>
    /// <param name="processes">The processes.</param>
    /// <param name="output">The file that the root is to write; <see langword="null"/> for standard output.</param>
    /// <param name="cancellationToken">Ends the writing early.</param>
    /// <param name="blockBytes">How many bytes a process sends at once, at most.</param>
    /// <param name="create">Creates the temporary file in a folder; <see langword="null"/> for one without a name.</param>
    /// <exception cref="LogRegException">There is no room for the rows.</exception>
    public JointRows(
        ProcessGroup processes,
        string? output,
        CancellationToken cancellationToken,
        int blockBytes = UsualBlock,
        Func<string, FileStream>? create = null)
    {
        _blockBytes = blockBytes;
        _processes = processes;
        _cancellationToken = cancellationToken;
        _folder = FolderFor(output);
        try
        {
            _file = create?.Invoke(_folder) ?? NamelessFile.Create(_folder, BufferSize);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Explain(exception);
        }

        Own = new KeptOutput(this);
    }

    /// <summary>Receives the rows of this process. Writing throws a <see cref="LogRegException"/> where there is no room for
    /// them.</summary>
    public Stream Own { get; }

    /// <summary>Writes the rows of all processes at the root, in their order.</summary>
    /// <param name="write">Writes them: it is given a stream with all rows, and called at the root alone, on another thread.</param>
    /// <exception cref="LogRegException">The rows of this process cannot be kept or read.</exception>
    /// <exception cref="RootFailedException">Writing has failed at the root, and this is another process.</exception>
    public void Join(Action<Stream> write)
    {
        ICollective collective = _processes.Collective;
        Own.Flush();
        long[] lengths = new long[collective.Size];
        lengths[collective.Rank] = _file.Length;
        collective.Sum(lengths);
        using JointWriting? root = _processes.IsRoot ? new JointWriting(new KeptInput(this), write, _cancellationToken) : null;
        for (int rank = 1; rank < lengths.Length; rank++)
        {
            for (long start = 0; start < lengths[rank]; start += _blockBytes)
            {
                byte[] block = Gather(rank, start, (int)Math.Min(_blockBytes, lengths[rank] - start));
                _processes.AtRoot(() => root!.Add(block));
            }
        }

        _processes.AtRoot(() => root!.Finish());
    }

    public void Dispose()
    {
        try
        {
            _file.Dispose();
        }
        catch (IOException)
        {
            // Nobody needs what the buffer still has: the rows are sent, or an error is on its way.
        }
    }

    // Beside the output there must be room anyway; a device is no place for files.
    private static string FolderFor(string? output)
    {
        string? folder = output is null || AtomicFile.IsDevice(output) ? null : Path.GetDirectoryName(RealPath.Of(output));
        return Directory.Exists(folder) ? folder : Path.GetTempPath();
    }

    private byte[] Gather(int rank, long start, int length)
    {
        ICollective collective = _processes.Collective;
        byte[] own = [];
        if (collective.Rank == rank)
        {
            own = new byte[length];
            ReadAt(start, own);
        }

        int[] counts = new int[collective.Size];
        counts[rank] = length;
        byte[] all = _processes.IsRoot ? new byte[length] : [];
        collective.Gather(own, counts, all);
        return all;
    }

    private void ReadAt(long start, Span<byte> bytes)
    {
        try
        {
            _file.Position = start;
            _file.ReadExactly(bytes);
        }
        catch (IOException exception)
        {
            throw Explain(exception);
        }
    }

    private LogRegException Explain(Exception exception) => new(
        $"the rows of {_processes.NameOf(_processes.Collective.Rank)} cannot be kept in {_folder} until all are written: "
            + (exception is DirectoryNotFoundException ? "there is no such folder" : Reason(exception)),
        (exception is DirectoryNotFoundException ? "create this folder" : "free some space there")
            + ", or choose another place with --output, or, for standard output, with the variable TMPDIR",
        exception);

    // Without the name of the temporary file, which the system's message ends with.
    private static string Reason(Exception exception) => exception.Message.ReplaceLineEndings(" ").Split(" : '")[0];

    private sealed class KeptOutput(JointRows rows) : ForwardOutput
    {
        public override void Write(ReadOnlySpan<byte> buffer)
        {
            try
            {
                rows._file.Write(buffer);
            }
            catch (IOException exception)
            {
                throw rows.Explain(exception);
            }
        }

        public override void Flush()
        {
            try
            {
                rows._file.Flush();
            }
            catch (IOException exception)
            {
                throw rows.Explain(exception);
            }
        }
    }

    // From the first byte to the last.
    private sealed class KeptInput(JointRows rows) : ForwardStream
    {
        private long _place;

        public override int Read(Span<byte> buffer)
        {
            int length = (int)Math.Min(buffer.Length, rows._file.Length - _place);
            rows.ReadAt(_place, buffer[..length]);
            _place += length;
            return length;
        }
    }
}
