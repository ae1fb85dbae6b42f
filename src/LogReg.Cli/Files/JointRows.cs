using LogReg.Collectives;
using LogReg.Shared;

namespace LogReg.Cli.Files;

/// <summary>
/// The rows that several processes write together. Each keeps its own in a temporary file without a name, so that nothing stays behind
/// however a process ends; then the root puts those of all one after the other, and the other processes send theirs to it.
/// </summary>
internal sealed class JointRows : IDisposable
{
    // What a process sends at once.
    private const int BlockBytes = 1 << 24;
    private const int BufferSize = 1 << 16;

    private readonly ProcessGroup _processes;
    private readonly CancellationToken _cancellationToken;
    private readonly string _folder;
    private readonly FileStream _own;

    /// <summary>Begins the rows of this process.</summary>
    /// <param name="processes">The processes.</param>
    /// <param name="output">The file that the root is to write; <see langword="null"/> for standard output.</param>
    /// <param name="cancellationToken">Ends the writing early.</param>
    /// <exception cref="LogRegException">There is no room for the rows.</exception>
    public JointRows(ProcessGroup processes, string? output, CancellationToken cancellationToken)
    {
        _processes = processes;
        _cancellationToken = cancellationToken;
        _folder = FolderFor(output);
        _own = Keep(() => NamelessFile.Create(_folder, BufferSize));
    }

    /// <summary>Receives the rows of this process.</summary>
    public Stream Own => _own;

    /// <summary>Does work that writes to <see cref="Own"/>.</summary>
    /// <typeparam name="T">The type of its result.</typeparam>
    /// <param name="write">The work.</param>
    /// <exception cref="LogRegException">There is no room for the rows.</exception>
    public T Keep<T>(Func<T> write)
    {
        try
        {
            return write();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new LogRegException(
                $"the rows of {_processes.NameOf(_processes.Collective.Rank)} cannot be kept in {_folder} until all are written: "
                    + exception.Message.ReplaceLineEndings(" "),
                "free some space there, or choose another place with --output, or, for standard output, with the variable TMPDIR",
                exception);
        }
    }

    /// <summary>Writes the rows of all processes at the root, in their order.</summary>
    /// <param name="write">Writes them: it is given a stream with all rows, and called at the root alone, on another thread.</param>
    /// <exception cref="RootFailedException">Writing has failed at the root, and this is another process.</exception>
    public void Join(Action<Stream> write)
    {
        ICollective collective = _processes.Collective;
        _own.Flush();
        long[] lengths = new long[collective.Size];
        lengths[collective.Rank] = _own.Length;
        collective.Sum(lengths);
        using JointWriting? root = _processes.IsRoot ? new JointWriting(_own, write, _cancellationToken) : null;
        for (int rank = 1; rank < lengths.Length; rank++)
        {
            for (long start = 0; start < lengths[rank]; start += BlockBytes)
            {
                byte[] block = Gather(rank, start, (int)Math.Min(BlockBytes, lengths[rank] - start));
                _processes.AtRoot(() => root!.Add(block));
            }
        }

        _processes.AtRoot(() => root!.Finish());
    }

    public void Dispose() => _own.Dispose();

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
            _own.Position = start;
            _own.ReadExactly(own);
        }

        int[] counts = new int[collective.Size];
        counts[rank] = length;
        byte[] all = _processes.IsRoot ? new byte[length] : [];
        collective.Gather(own, counts, all);
        return all;
    }
}
