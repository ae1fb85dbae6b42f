namespace LogReg.Design;

/// <summary>
/// The level that each row of a range has of one categorical feature: what a categorical group tells another group about itself.
/// </summary>
/// <param name="codes">The level of each row.</param>
/// <param name="firstColumn">The position of the first level's column in the design matrix.</param>
/// <param name="count">How many levels there are.</param>
internal readonly ref struct RowLevels(ReadOnlySpan<int> codes, int firstColumn, int count)
{
    /// <summary>The level of each row.</summary>
    public ReadOnlySpan<int> Codes { get; } = codes;

    /// <summary>The position of the first level's column in the design matrix.</summary>
    public int FirstColumn { get; } = firstColumn;

    /// <summary>How many levels there are.</summary>
    public int Count { get; } = count;
}
