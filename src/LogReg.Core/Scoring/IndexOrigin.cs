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

    /// <summary>What two chunks have together.</summary>
    /// <param name="other">The other one.</param>
    public IndexOrigin And(IndexOrigin other) =>
        new(HasNewZero || other.HasNewZero, HasZero || other.HasZero, HasNext || other.HasNext);
}
