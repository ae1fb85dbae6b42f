using System.Runtime.InteropServices;
using LogReg.Numerics;

namespace LogReg.Collectives;

/// <summary>The operations of a collective on values instead of bytes.</summary>
internal static class CollectiveValues
{
    private const long MostBytesAtOnce = 1L << 28;

    extension(ICollective collective)
    {
        /// <summary>Whether there is one member only.</summary>
        public bool IsSingle => collective.Size == 1;

        /// <summary>Gives every member the root's values.</summary>
        /// <typeparam name="T">The type of a value.</typeparam>
        /// <param name="values">The values; overwritten on every member but rank 0.</param>
        public void BroadcastValues<T>(Span<T> values)
            where T : unmanaged => collective.Broadcast(MemoryMarshal.AsBytes(values));

        /// <summary>Gives every member the values of one of them.</summary>
        /// <typeparam name="T">The type of a value.</typeparam>
        /// <param name="rank">Whose values.</param>
        /// <param name="values">The values; overwritten on every other member.</param>
        public unsafe void BroadcastFrom<T>(int rank, Span<T> values)
            where T : unmanaged
        {
            if (rank == 0)
            {
                collective.BroadcastValues(values);
                return;
            }

            int[] counts = new int[collective.Size];
            counts[rank] = checked(values.Length * sizeof(T));
            T[] received = GC.AllocateUninitializedArray<T>(values.Length);
            collective.AllGather(
                collective.Rank == rank ? MemoryMarshal.AsBytes(values) : [], counts, MemoryMarshal.AsBytes(received.AsSpan()));
            received.CopyTo(values);
        }

        /// <summary>The sum of a whole number of each member.</summary>
        /// <param name="value">That of this member.</param>
        public long SumOf(long value)
        {
            collective.Sum(new Span<long>(ref value));
            return value;
        }

        /// <summary>The largest of a whole number of each member.</summary>
        /// <param name="value">That of this member.</param>
        public long MaxOf(long value)
        {
            collective.Max(new Span<long>(ref value));
            return value;
        }

        /// <summary>Whether something is so on any member.</summary>
        /// <param name="value">Whether it is on this one.</param>
        public bool Any(bool value) => collective.MaxOf(value ? 1 : 0) == 1;

        /// <summary>A whole number of each member, by rank.</summary>
        /// <param name="value">That of this member.</param>
        public long[] ByRank(long value)
        {
            long[] values = new long[collective.Size];
            values[collective.Rank] = value;
            collective.Sum(values);
            return values;
        }

        /// <summary>The sum of a whole number over the members of lower rank.</summary>
        /// <param name="value">That of this member.</param>
        public long SumBefore(long value)
        {
            long sum = 0;
            foreach (long other in collective.ByRank(value).AsSpan(0, collective.Rank))
            {
                sum += other;
            }

            return sum;
        }

        /// <summary>The values of every member, one after the other by rank, on every member.</summary>
        /// <typeparam name="T">The type of a value.</typeparam>
        /// <param name="own">The values of this member, of any number.</param>
        /// <exception cref="OverflowException">They have more than 2³¹ − 1 bytes.</exception>
        public T[] AllGatherValues<T>(ReadOnlySpan<T> own)
            where T : unmanaged => collective.AllGatherValues(own, out _);

        /// <summary>The values of every member, one after the other by rank, on every member.</summary>
        /// <typeparam name="T">The type of a value.</typeparam>
        /// <param name="own">The values of this member, of any number.</param>
        /// <param name="counts">How many values each member has.</param>
        /// <exception cref="OverflowException">They have more than 2³¹ − 1 bytes.</exception>
        public unsafe T[] AllGatherValues<T>(ReadOnlySpan<T> own, out int[] counts)
            where T : unmanaged
        {
            counts = Array.ConvertAll(collective.ByRank(own.Length), count => checked((int)count));
            int[] lengths = Array.ConvertAll(counts, count => checked(count * sizeof(T)));
            T[] all = GC.AllocateUninitializedArray<T>(lengths.Sum() / sizeof(T));
            collective.AllGather(MemoryMarshal.AsBytes(own), lengths, MemoryMarshal.AsBytes(all.AsSpan()));
            return all;
        }

        /// <summary>As many values of every member, one after the other by rank, on every member: one exchange, where
        /// <see cref="AllGatherValues{T}(ICollective, ReadOnlySpan{T})"/> takes two.</summary>
        /// <typeparam name="T">The type of a value.</typeparam>
        /// <param name="own">The values of this member, of the same number on every member.</param>
        public unsafe T[] AllGatherAsMany<T>(ReadOnlySpan<T> own)
            where T : unmanaged
        {
            int[] lengths = new int[collective.Size];
            Array.Fill(lengths, own.Length * sizeof(T));
            var all = new T[own.Length * collective.Size];
            collective.AllGather(MemoryMarshal.AsBytes(own), lengths, MemoryMarshal.AsBytes(all.AsSpan()));
            return all;
        }

        /// <summary>Sends a run of values to each member, in as many messages as it takes.</summary>
        /// <typeparam name="T">The type of a value.</typeparam>
        /// <param name="values">The values of this member, those for each rank one after the other.</param>
        /// <param name="counts">How many values go to each rank.</param>
        /// <param name="bytesAtOnce">How many bytes a member sends, or receives, in one message to all others at most.</param>
        /// <returns>What the members have sent to this one, one after the other by rank.</returns>
        /// <exception cref="OverflowException">A member would receive more than 2³¹ − 1 values; every member throws this.</exception>
        public T[] ExchangeValues<T>(ReadOnlySpan<T> values, int[] counts, long bytesAtOnce = MostBytesAtOnce)
            where T : unmanaged => collective.ExchangeValues(values, counts, out _, RowArray.Allocate<T>, bytesAtOnce);

        /// <summary>Sends a run of values to each member, in as many messages as it takes.</summary>
        /// <typeparam name="T">The type of a value.</typeparam>
        /// <param name="values">The values of this member, those for each rank one after the other.</param>
        /// <param name="counts">How many values go to each rank.</param>
        /// <param name="received">How many values each rank has sent to this member.</param>
        /// <param name="allocate">Allocates an array with room for at least the given number of values.</param>
        /// <param name="bytesAtOnce">How many bytes a member sends, or receives, in one message to all others at most.</param>
        /// <returns>What the members have sent to this one, one after the other by rank, at the beginning of the allocated
        /// array.</returns>
        /// <exception cref="OverflowException">A member would receive more than 2³¹ − 1 values; every member throws this.</exception>
        public unsafe T[] ExchangeValues<T>(
            ReadOnlySpan<T> values,
            int[] counts,
            out int[] received,
            Func<int, T[]> allocate,
            long bytesAtOnce = MostBytesAtOnce)
            where T : unmanaged
        {
            int size = collective.Size;
            received = new int[size];
            int[] sizes = new int[size];
            Array.Fill(sizes, sizeof(int));
            collective.Exchange(MemoryMarshal.AsBytes(counts.AsSpan()), sizes, MemoryMarshal.AsBytes(received.AsSpan()), sizes);
            long[] most = [received.Sum(count => (long)count), counts.Max()];
            collective.Max(most);
            _ = checked((int)most[0]);
            T[] all = allocate(received.Sum());
            int atOnce = (int)Math.Clamp(bytesAtOnce / size / sizeof(T), 1, int.MaxValue / size / sizeof(T));
            if (most[1] <= atOnce)
            {
                Send(values, counts, all, received);
                return all;
            }

            for (long from = 0; from < most[1]; from += atOnce)
            {
                int[] sentNow = Array.ConvertAll(counts, count => (int)Math.Clamp(count - from, 0, atOnce));
                int[] receivedNow = Array.ConvertAll(received, count => (int)Math.Clamp(count - from, 0, atOnce));
                T[] sent = GC.AllocateUninitializedArray<T>(sentNow.Sum());
                T[] got = GC.AllocateUninitializedArray<T>(receivedNow.Sum());
                CopyRuns(counts, from, sentNow, values, sent, isPacking: true);
                Send(sent, sentNow, got, receivedNow);
                CopyRuns(received, from, receivedNow, got, all, isPacking: false);
            }

            return all;

            void Send(ReadOnlySpan<T> sent, int[] sentCounts, T[] got, int[] gotCounts) => collective.Exchange(
                MemoryMarshal.AsBytes(sent),
                Array.ConvertAll(sentCounts, count => count * sizeof(T)),
                MemoryMarshal.AsBytes(got.AsSpan(0, gotCounts.Sum())),
                Array.ConvertAll(gotCounts, count => count * sizeof(T)));
        }

        /// <summary>A run of bytes of each member, by rank, on every member.</summary>
        /// <param name="own">That of this member.</param>
        /// <exception cref="OverflowException">They have more than 2³¹ − 1 bytes.</exception>
        public byte[][] AllGatherBytes(ReadOnlySpan<byte> own)
        {
            byte[] all = collective.AllGatherValues(own, out int[] counts);
            var parts = new byte[counts.Length][];
            int start = 0;
            for (int rank = 0; rank < parts.Length; rank++)
            {
                parts[rank] = all[start..(start + counts[rank])];
                start += counts[rank];
            }

            return parts;
        }
    }

    // Between long runs, of which a piece is moved, and those pieces one after the other.
    private static void CopyRuns<T>(int[] runs, long from, int[] pieces, ReadOnlySpan<T> source, Span<T> target, bool isPacking)
    {
        int run = 0;
        int packed = 0;
        for (int rank = 0; rank < runs.Length; rank++)
        {
            if (pieces[rank] > 0)
            {
                int whole = (int)(run + from);
                source.Slice(isPacking ? whole : packed, pieces[rank]).CopyTo(target[(isPacking ? packed : whole)..]);
            }

            run += runs[rank];
            packed += pieces[rank];
        }
    }
}
