using System.Diagnostics;
using LogReg.Collectives;

namespace LogReg.Data;

/// <summary>
/// Long work that each member of a collective does on its own part of the data. While it lasts the members meet from time to time, so that
/// one that is done does not wait in a single operation for another that needs longer. A member that makes no progress comes to no meeting:
/// whoever watches the operations notices it as ever.
/// </summary>
internal sealed class WorkRounds
{
    // Half of the shortest time after which a wait can be taken for a failure.
    private static readonly TimeSpan UsualPause = TimeSpan.FromSeconds(0.5);

    private readonly ICollective _collective;
    private readonly TimeSpan _pause;
    private readonly object _lock = new();
    private long _steps;
    private long _stepsBefore;
    private bool _isOver;
    private bool _isAwaited;

    /// <param name="collective">The members.</param>
    /// <param name="pause">How long a member works between two meetings; <see langword="null"/> for the usual time.</param>
    public WorkRounds(ICollective collective, TimeSpan? pause = null)
    {
        _collective = collective;
        _pause = pause ?? UsualPause;
    }

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
    /// <param name="work">The work, which calls no operation of the collective, but <see cref="Advance"/> now and then.</param>
    /// <returns>What the work of this member returned.</returns>
    /// <exception cref="LogRegException">The work of a member failed.</exception>
    /// <exception cref="OperationCanceledException">The work of a member was cancelled.</exception>
    public T Together<T>(Func<T> work)
    {
        if (_collective.IsSingle)
        {
            return work();
        }

        T? result = default;
        Exception? fault = null;
        _isOver = false;
        _stepsBefore = _steps;
        var worker = new Thread(() =>
        {
            try
            {
                result = work();
            }
            catch (Exception exception)
            {
                fault = exception;
            }

            lock (_lock)
            {
                _isOver = true;
                Monitor.PulseAll(_lock);
            }
        })
        {
            IsBackground = true,
            Name = "own share",
        };
        worker.Start();
        bool isOver;
        do
        {
            isOver = WaitForNextMeeting();
        }
        while (_collective.Any(!isOver));

        worker.Join();
        _collective.ThrowFirst(fault);
        return result!;
    }

    // Until the work is over, or has gone on since the last meeting, and it is time.
    private bool WaitForNextMeeting()
    {
        lock (_lock)
        {
            long start = Stopwatch.GetTimestamp();
            while (!_isOver)
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
