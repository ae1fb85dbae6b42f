namespace LogReg.Sources;

/// <summary>What the cells of a column are that <see cref="ParquetRowWriter"/> writes.</summary>
public enum ParquetColumnKind
{
    /// <summary>Texts.</summary>
    Text,

    /// <summary>Numbers of double precision.</summary>
    Number,

    /// <summary>Whole numbers of 64 bits.</summary>
    WholeNumber,
}

/// <summary>A column that <see cref="ParquetRowWriter"/> writes.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">What its cells are.</param>
public sealed record ParquetColumnInfo(string Name, ParquetColumnKind Kind);
