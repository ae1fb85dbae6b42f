namespace LogReg.Inference;

/// <summary>A value of a column.</summary>
/// <param name="Column">The name of the column.</param>
public sealed record ColumnValue(string Column)
{
    /// <summary>The number, of a numeric column; <see langword="null"/> for a level.</summary>
    public double? Number { get; init; }

    /// <summary>The level, of a categorical column or of a number of which a formula makes levels; otherwise
    /// <see langword="null"/>.</summary>
    public string? Level { get; init; }

    /// <summary>The value as a model takes it: the number, or the position of the level; of a level made of a number, a
    /// number that it stands for.</summary>
    internal double Cell { get; init; }
}
