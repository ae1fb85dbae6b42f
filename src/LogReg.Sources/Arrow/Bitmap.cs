namespace LogReg.Sources.Arrow;

/// <summary>Bits, the lowest of a byte first: 1 where a row has a value.</summary>
internal static class Bitmap
{
    /// <summary>The bytes for a number of rows.</summary>
    public static long Size(int rows) => (rows + 7L) / 8;

    /// <summary>Whether a bit is 0; none is if there are no bits at all.</summary>
    public static bool IsMissing(ReadOnlySpan<byte> bits, int row) => !bits.IsEmpty && ((bits[row >> 3] >> (row & 7)) & 1) == 0;

    /// <summary>Replaces what has no value.</summary>
    /// <param name="bits">The bits; empty if every row has a value.</param>
    /// <param name="first">The bit of the first value.</param>
    /// <param name="values">The values.</param>
    /// <param name="missing">What stands for a missing one.</param>
    public static void SetMissing(ReadOnlySpan<byte> bits, int first, Span<double> values, double missing)
    {
        if (bits.IsEmpty)
        {
            return;
        }

        for (int i = 0; i < values.Length;)
        {
            int bit = first + i;
            if ((bit & 7) == 0 && bits[bit >> 3] == byte.MaxValue)
            {
                i += 8;
                continue;
            }

            if (((bits[bit >> 3] >> (bit & 7)) & 1) == 0)
            {
                values[i] = missing;
            }

            i++;
        }
    }
}
