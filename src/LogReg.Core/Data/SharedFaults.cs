using System.Runtime.ExceptionServices;
using LogReg.Collectives;

namespace LogReg.Data;

/// <summary>Work that each member does on its own part of the data, and that may find something wrong there: then all members stop, with
/// the same error.</summary>
internal static class SharedFaults
{
    extension(ICollective collective)
    {
        /// <summary>Runs work on every member. If it fails on some, every member throws what the member of the lowest rank has found, which
        /// has the first of the rows.</summary>
        /// <typeparam name="T">The type of the result.</typeparam>
        /// <param name="work">The work, which calls no operation of the collective.</param>
        /// <returns>What the work of this member returned.</returns>
        /// <exception cref="LogRegException">The work of a member failed.</exception>
        /// <exception cref="CollectiveException">The work of another member failed with an exception of another type, which that member
        /// throws.</exception>
        /// <exception cref="OperationCanceledException">The work of a member was cancelled.</exception>
        public T Together<T>(Func<T> work)
        {
            (T? result, Exception? fault) = collective.Try(work);
            collective.ThrowFirst(fault);
            return result!;
        }

        /// <summary>Runs work on this member.</summary>
        /// <typeparam name="T">The type of the result.</typeparam>
        /// <param name="work">The work, which calls no operation of the collective.</param>
        /// <returns>What it returned, or why it failed, if there are several members.</returns>
        public (T? Result, Exception? Fault) Try<T>(Func<T> work)
        {
            try
            {
                return (work(), null);
            }
            catch (Exception exception) when (!collective.IsSingle && exception is not CollectiveException)
            {
                // Whatever it is: the others must not wait for a member that has left.
                return (default, exception);
            }
        }

        /// <summary>Whether something succeeds on every member.</summary>
        /// <param name="work">The work, which calls no operation of the collective; it has not succeeded where it throws.</param>
        public bool AllSucceed(Func<bool> work)
        {
            bool isOwn = false;
            try
            {
                isOwn = work();
            }
            catch (Exception exception) when (!collective.IsSingle && exception is not CollectiveException)
            {
                // What went wrong before is the error.
            }

            return !collective.Any(!isOwn);
        }

        /// <summary>Throws, on every member, the error of the member of the lowest rank that has one.</summary>
        /// <param name="own">The error of this member, or <see langword="null"/>.</param>
        /// <exception cref="LogRegException">A member has an error.</exception>
        /// <exception cref="CollectiveException">Another member has an error of another type, which that member throws.</exception>
        /// <exception cref="OperationCanceledException">The error is that the work was cancelled.</exception>
        public void ThrowFirst(Exception? own)
        {
            if (collective.IsSingle)
            {
                Throw(own);
                return;
            }

            long first = -collective.MaxOf(own is null ? -collective.Size : -collective.Rank);
            if (first == collective.Size)
            {
                return;
            }

            bool isOwn = collective.Rank == first;
            byte[][] all = collective.AllGatherBytes(isOwn ? BytesOf(own!, collective.Rank) : []);
            Throw(isOwn ? own : Read(all[first]));
        }
    }

    // No error has no bytes: they stand for work that was cancelled.
    private static byte[] BytesOf(Exception fault, int rank) => fault switch
    {
        LogRegException known => FaultBytes.Of(known),
        OperationCanceledException => [],
        _ => FaultBytes.Of(new CollectiveException(
            $"rank {rank} has failed: {fault.Message.ReplaceLineEndings(" ")}", "see the message of that process", fault)),
    };

    private static Exception Read(byte[] bytes) => bytes.Length == 0 ? new OperationCanceledException() : FaultBytes.Read(bytes);

    private static void Throw(Exception? fault)
    {
        if (fault is not null)
        {
            ExceptionDispatchInfo.Throw(fault);
        }
    }
}
