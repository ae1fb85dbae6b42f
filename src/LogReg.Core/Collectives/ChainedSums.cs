using System.Runtime.InteropServices;

namespace LogReg.Collectives;

/// <summary>Sums that run over the rows of all members in the order of the rows, where a tree of sums would not do.</summary>
internal static class ChainedSums
{
    extension(RowShares shares)
    {
        /// <summary>Lets one member after the other add its rows, each to the sums of those before it, and gives all of them the sums of
        /// all rows. While a member adds to a part, the one after it adds to the part before: with many parts all are at work most of the
        /// time.</summary>
        /// <param name="sums">The sums: those to begin with on every member, and then those of all rows.</param>
        /// <exception cref="CollectiveException">A member has failed.</exception>
        /// <exception cref="OverflowException">A part has more than 2³¹ − 1 bytes.</exception>
        public void Chain(IChainedSums sums)
        {
            int[] ranks =
            [
                .. Enumerable.Range(0, shares.Collective.Size).Where(rank => shares.FirstChunks[rank] < shares.FirstChunks[rank + 1]),
            ];
            if (ranks.Length == 0)
            {
                return;
            }

            // What is too large must be an error of all: the others would wait for one.
            for (int part = 0; part < sums.PartCount; part++)
            {
                _ = checked(sums.LengthOf(part) * sizeof(double));
            }

            int place = Array.IndexOf(ranks, shares.Collective.Rank);
            int steps = sums.PartCount + ranks.Length - 1;
            for (int step = 0; step < steps; step++)
            {
                int part = place < 0 ? -1 : step - place;
                if (part >= 0 && part < sums.PartCount)
                {
                    sums.AddOwn(part);
                }

                if (step < steps - 1)
                {
                    HandOn(shares.Collective, ranks, sums, step);
                }
            }

            for (int part = 0; part < sums.PartCount; part++)
            {
                double[] values = sums.Read(part);
                shares.Collective.BroadcastFrom(ranks[^1], values.AsSpan());
                sums.Write(part, values);
            }
        }
    }

    // Every member's part of a step goes to the member after it.
    private static void HandOn(ICollective collective, int[] ranks, IChainedSums sums, int step)
    {
        int[] sentCounts = new int[collective.Size];
        int[] receivedCounts = new int[collective.Size];
        double[] sent = [];
        double[] received = [];
        int place = Array.IndexOf(ranks, collective.Rank);
        int part = step - place;
        if (place >= 0 && place < ranks.Length - 1 && part >= 0 && part < sums.PartCount)
        {
            sent = sums.Read(part);
            sentCounts[ranks[place + 1]] = sent.Length * sizeof(double);
        }

        int next = part + 1;
        bool receives = place > 0 && next >= 0 && next < sums.PartCount;
        if (receives)
        {
            received = new double[sums.LengthOf(next)];
            receivedCounts[ranks[place - 1]] = received.Length * sizeof(double);
        }

        collective.Exchange(
            MemoryMarshal.AsBytes(sent.AsSpan()), sentCounts, MemoryMarshal.AsBytes(received.AsSpan()), receivedCounts);
        if (receives)
        {
            sums.Write(next, received);
        }
    }
}
