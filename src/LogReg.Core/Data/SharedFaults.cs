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
        public T Together<T>(Func<T> work)
        {
            T? result = default;
            LogRegException? fault = null;
            try
            {
                result = work();
            }
            catch (LogRegException exception) when (!collective.IsSingle)
            {
                fault = exception;
            }

            collective.ThrowFirst(fault);
            return result!;
        }

        /// <summary>Throws, on every member, the error of the member of the lowest rank that has one.</summary>
        /// <param name="own">The error of this member, or <see langword="null"/>.</param>
        /// <exception cref="LogRegException">A member has an error.</exception>
        public void ThrowFirst(LogRegException? own)
        {
            if (collective.IsSingle)
            {
                if (own is not null)
                {
                    throw own;
                }

                return;
            }

            long first = -collective.MaxOf(own is null ? -collective.Size : -collective.Rank);
            if (first == collective.Size)
            {
                return;
            }

            byte[][] all = collective.AllGatherBytes(collective.Rank == first ? FaultBytes.Of(own!) : []);
            throw collective.Rank == first ? own! : FaultBytes.Read(all[first]);
        }
    }
}
