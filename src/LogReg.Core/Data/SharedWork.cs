using System.Runtime.ExceptionServices;
using LogReg.Collectives;

namespace LogReg.Data;

/// <summary>
/// Long work that every member of a collective does on its own rows, each at its own speed. While it works, a member tells the others
/// several times a second that it does, so that a slow one is not taken for one that is stopped. Once one has failed, those of higher
/// ranks stop, and those of lower ranks go on: they may find an earlier fault.
/// </summary>
internal sealed class SharedWork
{
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(200);

    private readonly ICollective _collective;
    private ExceptionDispatchInfo? _failure;

    private SharedWork(ICollective collective)
    {
        _collective = collective;
        FaultyRank = collective.Size;
    }

    /// <summary>The lowest rank of a member that has failed; the number of members if none has.</summary>
    public int FaultyRank { get; private set; }

    /// <summary>Whether a member has failed.</summary>
    public bool HasFailed => FaultyRank < _collective.Size;

    /// <summary>Runs the work on every member.</summary>
    /// <param name="collective">The members, several.</param>
    /// <param name="work">The work, on a thread of its own; it calls no operation of the collective.</param>
    /// <param name="cancellationToken">Stops the work; every member must cancel it, or none.</param>
    /// <returns>How it ended.</returns>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public static SharedWork Run(ICollective collective, Action<CancellationToken> work, CancellationToken cancellationToken)
    {
        var shared = new SharedWork(collective);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var worker = new Thread(() => shared.Try(work, stop.Token)) { IsBackground = true, Name = "shared work" };
        worker.Start();
        shared.Await(worker, stop, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        return shared;
    }

    /// <summary>Throws, on every member, what the member of the lowest rank has found that has failed.</summary>
    /// <exception cref="LogRegException">A member has found something wrong.</exception>
    /// <exception cref="CollectiveException">Another member has failed otherwise.</exception>
    public void ThrowIfFailed()
    {
        if (!HasFailed)
        {
            return;
        }

        bool isFirst = _collective.Rank == FaultyRank;
        Exception? own = isFirst ? _failure!.SourceException : null;
        _collective.ThrowFirst(own as LogRegException);
        if (isFirst)
        {
            _failure!.Throw();
        }

        throw new CollectiveException($"rank {FaultyRank} has failed, and the others wait for it");
    }

    private void Try(Action<CancellationToken> work, CancellationToken stop)
    {
        try
        {
            work(stop);
        }
#pragma warning disable CA1031 // Thrown again on the thread that waits.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            _failure = ExceptionDispatchInfo.Capture(exception);
        }
    }

    private void Await(Thread worker, CancellationTokenSource stop, CancellationToken cancellationToken)
    {
        Span<long> state = stackalloc long[2];
        do
        {
            bool isDone = worker.Join(Beat);
            if (cancellationToken.IsCancellationRequested)
            {
                // The others are interrupted as well.
                worker.Join();
                return;
            }

            // The lowest rank is the largest number of ranks from it on.
            bool hasFailed = isDone && _failure is not null && _collective.Rank < FaultyRank;
            state[0] = isDone ? 0 : 1;
            state[1] = _collective.Size - (hasFailed ? _collective.Rank : FaultyRank);
            _collective.Max(state);
            FaultyRank = _collective.Size - (int)state[1];
            if (_collective.Rank > FaultyRank)
            {
                stop.Cancel();
            }
        }
        while (state[0] != 0);
    }
}
