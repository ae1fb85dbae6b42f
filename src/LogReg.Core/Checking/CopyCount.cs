using LogReg.Numerics;

namespace LogReg.Checking;

/// <summary>How often the rows agree in a hash.</summary>
/// <param name="Copies">How many rows have the hash of an earlier one.</param>
/// <param name="Pairs">How many pairs of rows have the same hash.</param>
internal readonly record struct CopyCount(long Copies, Int128 Pairs)
{
    /// <summary>Compares all rows.</summary>
    /// <param name="hashes">A hash of each row; sorted afterwards.</param>
    public static CopyCount Of(ulong[] hashes)
    {
        RadixSort.Sort(hashes);
        long copies = 0;
        Int128 pairs = 0;
        for (int start = 0; start < hashes.Length;)
        {
            int end = start + 1;
            while (end < hashes.Length && hashes[end] == hashes[start])
            {
                end++;
            }

            long rows = end - start;
            copies += rows - 1;
            pairs += (Int128)rows * (rows - 1) / 2;
            start = end;
        }

        return new CopyCount(copies, pairs);
    }
}
