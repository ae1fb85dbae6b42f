namespace LogReg.Inference;

/// <summary>A value of a column.</summary>
/// <param name="Column">The name of the column.</param>
public sealed record ColumnValue(string Column)
{
    /// <summary>The number, of a numeric column; otherwise <see langword="null"/>.</summary>
    public double? Number { get; init; }

    /// <summary>The level, of a categorical column; otherwise <see langword="null"/>.</summary>
    public string? Level { get; init; }

    /// <summary>The value as a model takes it: the number, or the position of the level.</summary>
    internal double Cell { get; init; }
}
