using LogReg.Numerics;

namespace LogReg.Collectives;

/// <summary>Finds order statistics of numbers that several processes have, digit after digit of their <see cref="SortKey"/>, by counting:
/// whole numbers are the same whoever has which rows.</summary>
internal static class KeySearch
{
    private const int DigitBits = 4;
    private const int Digits = (1 << DigitBits) - 1;

    /// <summary>The largest keys that as many rows reach as asked for.</summary>
    /// <param name="collective">The processes, which ask for the same.</param>
    /// <param name="wanted">How many rows there have to be at each key or above it.</param>
    /// <param name="countFrom">For one of the keys looked for, how many rows of this process there are at a key or above it.</param>
    /// <param name="starts">The leading bits of each key as far as they are known; all rows counted for it have these.</param>
    /// <param name="knownBits">How many bits are known, a multiple of 4.</param>
    /// <returns>The keys, the same on every process; with all other bits set where no row is wanted.</returns>
    /// <exception cref="CollectiveException">Another process has failed.</exception>
    public static ulong[] Largest(
        ICollective collective, long[] wanted, Func<int, ulong, long> countFrom, ulong[]? starts = null, int knownBits = 0)
    {
        ulong[] keys = starts is null ? new ulong[wanted.Length] : [.. starts];
        long[] counts = new long[wanted.Length * Digits];
        for (int shift = 64 - knownBits - DigitBits; shift >= 0; shift -= DigitBits)
        {
            for (int place = 0; place < counts.Length; place++)
            {
                int key = place / Digits;
                counts[place] = countFrom(key, keys[key] | ((ulong)((place % Digits) + 1) << shift));
            }

            collective.Sum(counts);
            for (int place = 0; place < counts.Length; place++)
            {
                // The counts fall: as many digits are small enough as counts are large enough.
                int key = place / Digits;
                keys[key] += counts[place] >= wanted[key] ? 1UL << shift : 0;
            }
        }

        return keys;
    }
}
