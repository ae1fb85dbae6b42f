using LogReg.Collectives;
using LogReg.Terms;

namespace LogReg.Estimation;

/// <summary>Rows of a table with the class, weight and offset of each, in the same order.</summary>
/// <param name="Selection">The rows.</param>
/// <param name="Classes">The class of each; of two classes, 1 is the positive one.</param>
/// <param name="Weights">The weight of each, or <see langword="null"/>.</param>
/// <param name="Offsets">The offset of each, or <see langword="null"/>.</param>
internal sealed record RowSet(RowSelection Selection, int[] Classes, double[]? Weights, double[]? Offsets)
{
    /// <summary>Selects some of the rows.</summary>
    /// <param name="isTaken">For each row whether it is one of them.</param>
    public RowSet Where(bool[] isTaken)
    {
        RowSelection selection = Selection.Where(isTaken);
        return new RowSet(
            selection,
            Take(Classes, isTaken),
            Weights is null ? null : Take(Weights, isTaken),
            Offsets is null ? null : Take(Offsets, isTaken));
    }

    /// <summary>How many rows each class has, of all processes.</summary>
    /// <param name="classCount">How many classes there are.</param>
    /// <exception cref="CollectiveException">Another process that shares the rows has failed.</exception>
    public long[] CountClasses(int classCount)
    {
        long[] counts = new long[classCount];
        foreach (int code in Classes)
        {
            counts[code]++;
        }

        Selection.Parts.Sum(counts);
        return counts;
    }

    private static T[] Take<T>(T[] values, bool[] isTaken) => [.. values.Where((_, row) => isTaken[row])];
}
