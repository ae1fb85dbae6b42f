using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace LogReg.Estimation;

/// <summary>Spreads independent pieces of work over threads; each may use several itself where there are fewer pieces than threads.</summary>
internal static class FoldTasks
{
    /// <summary>Does the work.</summary>
    /// <typeparam name="T">What a piece of work gives.</typeparam>
    /// <param name="count">How many pieces there are.</param>
    /// <param name="threads">The largest number of threads, at least 1.</param>
    /// <param name="work">From a piece and the number of its threads to its result.</param>
    /// <param name="cancellationToken">Ends the work between two pieces.</param>
    /// <returns>The results, in the order of the pieces.</returns>
    /// <exception cref="OperationCanceledException">The operation was cancelled.</exception>
    public static T[] Run<T>(int count, int threads, Func<int, int, T> work, CancellationToken cancellationToken)
    {
        int parallel = Math.Min(count, threads);
        int own = Math.Max(1, threads / parallel);
        var results = new T[count];
        var faults = new ExceptionDispatchInfo?[count];

        // Pieces are handed out one at a time: they differ in length. None begins after a fault, but those before it end, so that the first fault is always the same one.
        Parallel.ForEach(
            Partitioner.Create(Enumerable.Range(0, count), EnumerablePartitionerOptions.NoBuffering),
            new ParallelOptions { MaxDegreeOfParallelism = parallel, CancellationToken = cancellationToken },
            (piece, loop) =>
            {
                try
                {
                    results[piece] = work(piece, own);
                }
                catch (Exception exception)
                {
                    faults[piece] = ExceptionDispatchInfo.Capture(exception);
                    loop.Stop();
                }
            });
        cancellationToken.ThrowIfCancellationRequested();
        Array.Find(faults, fault => fault is not null)?.Throw();
        return results;
    }
}
