namespace LogReg.Numerics;

/// <summary>
/// A small random generator whose sequence is fixed for ever, so that a seed means the same rows on any machine and any version (Steele,
/// Lea &amp; Flood 2014, Fast splittable pseudorandom number generators).
/// </summary>
internal sealed class SplitMix
{
    private ulong _state;

    /// <param name="seed">The same seed gives the same sequence.</param>
    /// <param name="chunk">The chunk of rows that it is for: each has a sequence of its own.</param>
    public SplitMix(int seed, int chunk = 0)
    {
        _state = (uint)seed ^ Mix((ulong)chunk);
    }

    /// <summary>Puts the items into a random order (Fisher–Yates).</summary>
    public void Shuffle(Span<int> items)
    {
        for (int last = items.Length - 1; last > 0; last--)
        {
            int other = Next(last + 1);
            (items[last], items[other]) = (items[other], items[last]);
        }
    }

    /// <summary>A number from 0 to one less than a limit, each as likely as the others.</summary>
    /// <param name="limit">The limit, at least 1.</param>
    public int Next(int limit) => (int)Math.BigMul(Next(), (ulong)limit, out _);

    /// <summary>A number from 0 to one less than a limit, each as likely as the others.</summary>
    /// <param name="limit">The limit, at least 1.</param>
    public long Next(long limit) => (long)Math.BigMul(Next(), (ulong)limit, out _);

    private ulong Next()
    {
        _state += 0x9E3779B97F4A7C15;
        return Mix(_state);
    }

    /// <summary>The finalizer of SplitMix64, which maps no two values to the same.</summary>
    /// <param name="value">The value.</param>
    public static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
