using System.Runtime.InteropServices;

namespace LogReg.Collectives;

/// <summary>The operations of a collective on values instead of bytes.</summary>
internal static class CollectiveValues
{
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
        public unsafe T[] AllGatherValues<T>(ReadOnlySpan<T> own)
            where T : unmanaged
        {
            int[] counts = Array.ConvertAll(collective.ByRank(own.Length), count => checked((int)count * sizeof(T)));
            T[] all = GC.AllocateUninitializedArray<T>(counts.Sum() / sizeof(T));
            collective.AllGather(MemoryMarshal.AsBytes(own), counts, MemoryMarshal.AsBytes(all.AsSpan()));
            return all;
        }

        /// <summary>A run of bytes of each member, by rank, on every member.</summary>
        /// <param name="own">That of this member.</param>
        /// <exception cref="OverflowException">They have more than 2³¹ − 1 bytes.</exception>
        public byte[][] AllGatherBytes(ReadOnlySpan<byte> own)
        {
            int[] counts = Array.ConvertAll(collective.ByRank(own.Length), count => checked((int)count));
            byte[] all = GC.AllocateUninitializedArray<byte>(counts.Sum());
            collective.AllGather(own, counts, all);
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
}
