namespace LogReg.Data;

/// <summary>Which cells of a record belong to which column.</summary>
/// <param name="Fields">The place in a record of each column.</param>
/// <param name="FieldCount">The usual number of cells of a record.</param>
internal sealed record RecordShape(IReadOnlyList<int> Fields, int FieldCount)
{
    /// <summary>The fewest cells that a record may have.</summary>
    public int FewestFields { get; init; } = FieldCount;

    /// <summary>The most cells that a record may have.</summary>
    public int MostFields { get; init; } = FieldCount;

    /// <summary>The places without a column, in which no record may have a text.</summary>
    public IReadOnlyList<int> EmptyFields { get; init; } = [];

    /// <summary>One cell for each column.</summary>
    public static RecordShape Of(int columns) => new([.. Enumerable.Range(0, columns)], columns);
}
