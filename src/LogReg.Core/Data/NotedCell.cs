namespace LogReg.Data;

/// <summary>Why the value of a cell, read in the notation of its column, may not be what its writer meant.</summary>
internal enum NotedCell
{
    /// <summary>The number has no unit, unlike the notation.</summary>
    WithoutUnit,

    /// <summary>A single point stands between thousands, and could be a decimal one: 234.567.</summary>
    PointOfThousands,

    /// <summary>A point is decimal, although commas are in the notation: 12.5.</summary>
    DecimalPoint,

    /// <summary>The cell can be read by decimal commas only: 1.234,5.</summary>
    DecimalComma,

    /// <summary>A single comma stands between thousands, of which the notation has none, and could be a decimal one: $1,234.</summary>
    CommaOfThousands,
}
