namespace LogReg.Terms;

/// <summary>What a formula makes of a text.</summary>
/// <param name="Grams">The largest number of words in a sequence that has a column.</param>
/// <param name="Minimum">The smallest number of training rows that must have a sequence.</param>
/// <param name="Most">The largest number of sequences, those in most rows; 0 for all.</param>
/// <param name="Bits">The binary logarithm of the number of buckets into which sequences fall; 0 for a column for each.</param>
internal sealed record TextOptions(int Grams, int Minimum, int Most, int Bits)
{
    /// <summary>The largest number of words in a sequence.</summary>
    public const int MostGrams = 5;

    /// <summary>The fewest bits of a bucket's number.</summary>
    public const int FewestBits = 4;

    /// <summary>The most bits of a bucket's number.</summary>
    public const int MostBits = 24;

    /// <summary>The bits of a bucket's number unless a formula says otherwise.</summary>
    public const int UsualBits = 18;

    /// <summary>Words and pairs of them that are in two rows or more.</summary>
    public static TextOptions Default { get; } = new(Grams: 2, Minimum: 2, Most: 0, Bits: 0);
}
