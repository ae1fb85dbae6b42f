using System.Runtime.InteropServices;

namespace LogReg.Collectives;

/// <summary>Sums that are made row after row over the rows of all members: each member goes on with the sums of the one before.</summary>
internal static class ChainedSums
{
    // What is handed on at once.
    private const int MostValues = 1 << 25;

    extension(RowShares shares)
    {
        /// <summary>Lets one member after the other add its rows, in the order of the rows, and gives all of them the sums.</summary>
        /// <typeparam name="T">The type of a value.</typeparam>
        /// <param name="sums">The sums, arrays of the same lengths on every member: those to begin with on all of them, and then those of
        /// all rows.</param>
        /// <param name="addOwn">Adds the rows of this member; calls no operation of the collective, and is not called where there are
        /// none.</param>
        /// <exception cref="CollectiveException">A member has failed.</exception>
        public void Chain<T>(IReadOnlyList<T[]> sums, Action addOwn)
            where T : unmanaged
        {
            int[] ranks =
            [
                .. Enumerable.Range(0, shares.Collective.Size).Where(rank => shares.FirstChunks[rank] < shares.FirstChunks[rank + 1]),
            ];
            for (int link = 0; link < ranks.Length; link++)
            {
                if (ranks[link] == shares.Collective.Rank)
                {
                    addOwn();
                }

                foreach (T[] values in sums)
                {
                    for (int start = 0; start < values.Length; start += MostValues)
                    {
                        Span<T> part = values.AsSpan(start, Math.Min(MostValues, values.Length - start));
                        if (link + 1 < ranks.Length)
                        {
                            HandOn(shares.Collective, ranks[link], ranks[link + 1], MemoryMarshal.AsBytes(part));
                        }
                        else
                        {
                            shares.Collective.BroadcastFrom(ranks[link], part);
                        }
                    }
                }
            }
        }
    }

    private static void HandOn(ICollective collective, int from, int to, Span<byte> values)
    {
        int[] sent = new int[collective.Size];
        int[] received = new int[collective.Size];
        bool sends = collective.Rank == from;
        bool receives = collective.Rank == to;
        sent[to] = sends ? values.Length : 0;
        received[from] = receives ? values.Length : 0;
        collective.Exchange(sends ? values : [], sent, receives ? values : [], received);
    }
}
