using LogReg.Data;
using LogReg.Terms;

namespace LogReg.Scoring;

/// <summary>Whether the indices of scored vectors start where those of training did, at 0 or at 1: otherwise each number would meet the
/// coefficient of its neighbour.</summary>
/// <param name="HasNewZero">Whether a row has a number other than 0 at the index 0, to which the model has no coefficient.</param>
/// <param name="HasZero">Whether a row has the index 0.</param>
/// <param name="HasNext">Whether a row ends with the index after the last one that has a coefficient.</param>
internal readonly record struct IndexOrigin(bool HasNewZero, bool HasZero, bool HasNext)
{
    // An index that training happened not to see is rare in later rows, too; a few rows prove nothing.
    private const double LargestShare = 0.05;
    private const int FewestRows = 10;

    /// <summary>Looks at the rows of a chunk.</summary>
    /// <param name="feature">The vector as the model knows it.</param>
    /// <param name="rows">The chunk.</param>
    public static IndexOrigin Of(VectorFeature feature, VectorColumn rows)
    {
        bool hasNewZero = false;
        bool hasZero = false;
        bool hasNext = false;
        long next = feature.Indices.Count > 0 ? feature.Indices[^1] + 1L : -1;
        for (int row = 0; row < rows.Count; row++)
        {
            ReadOnlySpan<int> indices = rows.Indices(row);
            if (!indices.IsEmpty)
            {
                hasZero |= indices[0] == 0;
                hasNewZero |= indices[0] == 0 && feature.Indices is [> 0, ..] && rows.Values(row)[0] != 0;
                hasNext |= indices[^1] == next;
            }
        }

        return new IndexOrigin(hasNewZero, hasZero, hasNext);
    }

    /// <summary>Finds the first row of a chunk that has the index 0, if that cannot be by chance: the model has no coefficient for it, and
    /// more than a few rows have it, with different numbers. An index with the same number in all rows has none in training
    /// either.</summary>
    /// <param name="feature">The vector as the model knows it.</param>
    /// <param name="rows">The chunk.</param>
    /// <returns>The row in the chunk, or −1.</returns>
    public static int FindShifted(VectorFeature feature, VectorColumn rows)
    {
        if (feature.Indices is not [> 0, ..])
        {
            return -1;
        }

        int first = -1;
        int count = 0;
        double number = 0;
        bool differ = false;
        for (int row = 0; row < rows.Count; row++)
        {
            double value = ZeroOf(rows, row);
            first = first < 0 && value != 0 ? row : first;
            count += value != 0 ? 1 : 0;
            differ |= value != 0 && number != 0 && value != number;
            number = value != 0 ? value : number;
        }

        return differ && rows.Count >= FewestRows && count > LargestShare * rows.Count ? first : -1;
    }

    /// <summary>What two chunks have together.</summary>
    /// <param name="other">The other one.</param>
    public IndexOrigin And(IndexOrigin other) =>
        new(HasNewZero || other.HasNewZero, HasZero || other.HasZero, HasNext || other.HasNext);

    private static double ZeroOf(VectorColumn rows, int row) => rows.Indices(row) is [0, ..] ? rows.Values(row)[0] : 0;
}
