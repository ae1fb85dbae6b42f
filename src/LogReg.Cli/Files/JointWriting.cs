using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using LogReg.Shared;

namespace LogReg.Cli.Files;

/// <summary>The root's part in writing the rows of several processes: a thread that writes its own rows and then those that come from the
/// others, block by block, while the next block is on its way.</summary>
internal sealed class JointWriting : IDisposable
{
    private readonly BlockingCollection<byte[]> _blocks = new(boundedCapacity: 1);
    private readonly CancellationTokenSource _abandoned;
    private readonly CancellationTokenSource _ended = new();
    private readonly Thread _writer;
    private ExceptionDispatchInfo? _failure;

    /// <summary>Begins to write.</summary>
    /// <param name="own">The rows of the root, from the first.</param>
    /// <param name="write">Writes all rows, of which it is given a stream.</param>
    /// <param name="cancellationToken">Ends the writing early.</param>
    public JointWriting(Stream own, Action<Stream> write, CancellationToken cancellationToken)
    {
        _abandoned = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var all = new AllRows(own, _blocks, _abandoned.Token);
        _writer = new Thread(() => Try(() => write(all))) { IsBackground = true, Name = "joint rows" };
        _writer.Start();
    }

    /// <summary>Adds a block of rows from another process; waits for those before it.</summary>
    /// <param name="block">The rows.</param>
    public void Add(byte[] block)
    {
        try
        {
            _blocks.Add(block, _ended.Token);
        }
        catch (OperationCanceledException)
        {
            _failure?.Throw();
            throw;
        }
    }

    /// <summary>Waits until all rows are written.</summary>
    public void Finish()
    {
        _blocks.CompleteAdding();
        _writer.Join();
        _failure?.Throw();
    }

    public void Dispose()
    {
        _abandoned.Cancel();
        _writer.Join();
        _abandoned.Dispose();
        _ended.Dispose();
        _blocks.Dispose();
    }

    private void Try(Action work)
    {
        try
        {
            work();
        }
#pragma warning disable CA1031 // Thrown again on the thread that waits.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            _failure = ExceptionDispatchInfo.Capture(exception);
        }

        _ended.Cancel();
    }

    /// <summary>The rows of the root, and then the blocks.</summary>
    private sealed class AllRows(Stream own, BlockingCollection<byte[]> blocks, CancellationToken abandoned) : ForwardStream
    {
        private ReadOnlyMemory<byte> _rest;
        private bool _isOwnRead;

        public override int Read(Span<byte> buffer)
        {
            abandoned.ThrowIfCancellationRequested();
            if (!_isOwnRead && own.Read(buffer) is > 0 and int length)
            {
                return length;
            }

            _isOwnRead = true;
            while (_rest.IsEmpty)
            {
                if (!blocks.TryTake(out byte[]? block, Timeout.Infinite, abandoned))
                {
                    return 0;
                }

                _rest = block;
            }

            int taken = Math.Min(buffer.Length, _rest.Length);
            _rest.Span[..taken].CopyTo(buffer);
            _rest = _rest[taken..];
            return taken;
        }
    }
}
