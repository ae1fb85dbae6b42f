using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace LogReg.Estimation;

/// <summary>Distributes independent pieces of work over threads; if there are fewer pieces than threads, each may use several.</summary>
internal static class FoldTasks
{
    /// <summary>Runs the work.</summary>
    /// <typeparam name="T">The result of a piece of work.</typeparam>
    /// <param name="count">The number of pieces.</param>
    /// <param name="threads">The largest number of threads, at least 1.</param>
    /// <param name="oneByOne">Whether each piece has all threads, one after the other, as processes that share rows need.</param>
    /// <param name="work">Computes the result of a piece with a given number of threads.</param>
    /// <param name="cancellationToken">Ends the work between two pieces.</param>
    /// <returns>The results, in the order of the pieces.</returns>
    /// <exception cref="OperationCanceledException">The operation was cancelled.</exception>
    public static T[] Run<T>(int count, int threads, bool oneByOne, Func<int, int, T> work, CancellationToken cancellationToken)
    {
        int parallel = oneByOne ? 1 : Math.Min(count, threads);
        int own = Math.Max(1, threads / parallel);
        var results = new T[count];
        var faults = new ExceptionDispatchInfo?[count];

        // Pieces are handed out one at a time: they differ in length. None begins after a fault, but those before it end, so that the first
        // fault is always the same one.
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
