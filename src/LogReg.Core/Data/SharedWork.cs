using System.Diagnostics;
using LogReg.Collectives;

namespace LogReg.Data;

/// <summary>
/// Long work that each member of a collective does on its own part of the data, at its own speed. While it lasts the members meet from time
/// to time, so that one that is done does not wait in a single operation for another that needs longer. A member that makes no progress
/// comes to no meeting: whoever watches the operations notices it as ever. Once one has failed, those of higher ranks stop, and those of
/// lower ranks go on: they may find an earlier fault.
/// </summary>
internal sealed class SharedWork
{
    // Half of the shortest time after which a wait can be taken for a failure.
    private static readonly TimeSpan UsualPause = TimeSpan.FromSeconds(0.5);

    private readonly TimeSpan _pause;
    private readonly object _lock = new();
    private long _steps;
    private long _stepsBefore;
    private bool _isOver;
    private bool _isAwaited;
    private Exception? _fault;

    /// <param name="collective">The members.</param>
    /// <param name="pause">How long a member works between two meetings; <see langword="null"/> for the usual time.</param>
    public SharedWork(ICollective collective, TimeSpan? pause = null)
    {
        Collective = collective;
        _pause = pause ?? UsualPause;
        FaultyRank = collective.Size;
    }

    /// <summary>The members.</summary>
    public ICollective Collective { get; }

    /// <summary>The lowest rank of a member whose work has failed; the number of members if none has.</summary>
    public int FaultyRank { get; private set; }

    /// <summary>Takes note that the work of this member goes on.</summary>
    public void Advance()
    {
        lock (_lock)
        {
            _steps++;
            if (_isAwaited)
            {
                Monitor.PulseAll(_lock);
            }
        }
    }

    /// <summary>Runs work on every member. If it fails on some, every member throws what the member of the lowest rank has found.</summary>
    /// <typeparam name="T">The type of the result.</typeparam>
    /// <param name="work">The work, as of <see cref="Run"/>.</param>
    /// <param name="cancellationToken">Stops the work; every member must cancel it, or none.</param>
    /// <returns>What the work of this member returned.</returns>
    /// <exception cref="LogRegException">The work of a member failed.</exception>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public T Together<T>(Func<CancellationToken, T> work, CancellationToken cancellationToken)
    {
        if (Collective.IsSingle)
        {
            return work(cancellationToken);
        }

        T? result = default;
        Run(stop => result = work(stop), cancellationToken);
        ThrowIfFailed();
        return result!;
    }

    /// <summary>Runs work on every member, and finds out on which of them it has failed.</summary>
    /// <param name="work">The work, on a thread of its own. It calls no operation of the collective, but <see cref="Advance"/> now and
    /// then, and ends when its token is cancelled.</param>
    /// <param name="cancellationToken">Stops the work; every member must cancel it, or none.</param>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public void Run(Action<CancellationToken> work, CancellationToken cancellationToken)
    {
        FaultyRank = Collective.Size;
        _fault = null;
        _isOver = false;
        _stepsBefore = _steps;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using CancellationTokenRegistration registration = cancellationToken.Register(Wake);
        var worker = new Thread(() => Try(work, stop.Token)) { IsBackground = true, Name = "shared work" };
        worker.Start();
        MeetUntilOver(stop, cancellationToken);
        worker.Join();
        cancellationToken.ThrowIfCancellationRequested();
    }

    /// <summary>Throws, on every member, what the member of the lowest rank has found that has failed.</summary>
    /// <exception cref="LogRegException">A member has found something wrong.</exception>
    /// <exception cref="CollectiveException">Another member has failed otherwise.</exception>
    /// <exception cref="OperationCanceledException">The work of a member was cancelled.</exception>
    public void ThrowIfFailed()
    {
        if (FaultyRank < Collective.Size)
        {
            Collective.ThrowFirst(Collective.Rank == FaultyRank ? _fault : null);
        }
    }

    private void Try(Action<CancellationToken> work, CancellationToken stop)
    {
        try
        {
            work(stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Another member has failed, or all are cancelled.
        }
#pragma warning disable CA1031 // Thrown again on the thread that waits.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            _fault = exception;
        }

        lock (_lock)
        {
            _isOver = true;
            Monitor.PulseAll(_lock);
        }
    }

    private void Wake()
    {
        lock (_lock)
        {
            Monitor.PulseAll(_lock);
        }
    }

    private void MeetUntilOver(CancellationTokenSource stop, CancellationToken cancellationToken)
    {
        Span<long> state = stackalloc long[2];
        do
        {
            bool isOver = WaitForNextMeeting(cancellationToken);
            if (cancellationToken.IsCancellationRequested)
            {
                // The others are interrupted as well.
                return;
            }

            // The lowest rank is the largest number of ranks from it on.
            bool hasFailed = isOver && _fault is not null && Collective.Rank < FaultyRank;
            state[0] = isOver ? 0 : 1;
            state[1] = Collective.Size - (hasFailed ? Collective.Rank : FaultyRank);
            Collective.Max(state);
            FaultyRank = Collective.Size - (int)state[1];
            if (Collective.Rank > FaultyRank)
            {
                stop.Cancel();
            }
        }
        while (state[0] != 0);
    }

    // Until the work is over, or has gone on since the last meeting, and it is time.
    private bool WaitForNextMeeting(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            long start = Stopwatch.GetTimestamp();
            while (!_isOver && !cancellationToken.IsCancellationRequested)
            {
                TimeSpan left = _pause - Stopwatch.GetElapsedTime(start);
                if (left > TimeSpan.Zero)
                {
                    Monitor.Wait(_lock, left);
                }
                else if (_steps == _stepsBefore)
                {
                    _isAwaited = true;
                    Monitor.Wait(_lock);
                }
                else
                {
                    break;
                }
            }

            _isAwaited = false;
            _stepsBefore = _steps;
            return _isOver;
        }
    }
}
