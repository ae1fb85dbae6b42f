using LogReg.Numerics;

namespace LogReg.Checking;

/// <summary>Hashes of 64 bits; different ones for different cells of a column.</summary>
internal static class CellHash
{
    /// <summary>The hash of a number; of 0 and −0 the same.</summary>
    /// <param name="number">The number.</param>
    public static ulong Of(double number) => SplitMix.Mix((ulong)BitConverter.DoubleToInt64Bits(number + 0.0));
}
