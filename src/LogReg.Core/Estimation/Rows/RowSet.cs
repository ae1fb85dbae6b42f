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

    private static T[] Take<T>(T[] values, bool[] isTaken) => [.. values.Where((_, row) => isTaken[row])];
}
