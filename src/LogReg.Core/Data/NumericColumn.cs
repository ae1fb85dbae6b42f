using LogReg.Storage;

namespace LogReg.Data;

/// <summary>A column of finite numbers; a missing cell is NaN.</summary>
public sealed class NumericColumn : Column
{
    internal NumericColumn(string name, ColumnValues<double> buffer, int count)
        : base(name, count)
    {
        Buffer = buffer;
    }

    /// <summary>One value per row, length <see cref="Column.Count"/>; NaN where the cell is missing.</summary>
    public ReadOnlySpan<double> Values => Buffer.AsSpan()[..Count];

    /// <summary>What stands behind <see cref="Values"/>, which may be longer; for handing it over without copying.</summary>
    internal ColumnValues<double> Buffer { get; }
}
