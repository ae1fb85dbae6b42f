namespace LogReg.Checking;

/// <summary>Hashes of 64 bits; different ones for different cells of a column.</summary>
internal static class CellHash
{
    /// <summary>The hash of a number; of 0 and −0 the same.</summary>
    /// <param name="number">The number.</param>
    public static ulong Of(double number) => Mix((ulong)BitConverter.DoubleToInt64Bits(number + 0.0));

    /// <summary>The finalizer of SplitMix64 (Steele, Lea &amp; Flood 2014), which maps no two values to the same.</summary>
    /// <param name="value">The value.</param>
    public static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
