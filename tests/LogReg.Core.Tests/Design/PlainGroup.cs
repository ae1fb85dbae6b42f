using LogReg.Design;

namespace LogReg.Tests.Design;

/// <summary>A group of another kind's columns that overrides nothing: what every function over the entries of columns gives by
/// itself.</summary>
internal sealed class PlainGroup(
    ColumnGroup inner) : ColumnGroup(inner.FirstColumn, inner.ColumnCount, inner.ValuesPerRow, inner.MappedBytesPerRow)
{
    public override ColumnEntries Column(int column, RowRange rows) => inner.Column(column, rows);

    public override ColumnGroup Select(IReadOnlyList<int> columns, int firstColumn) => new PlainGroup(inner.Select(columns, firstColumn));

    public override ColumnGroup Gather(IReadOnlyList<ColumnGroup> parts, ReadOnlySpan<ChunkRow> rows) =>
        new PlainGroup(inner.Gather([.. parts.Select(part => ((PlainGroup)part).Inner)], rows));

    public override ColumnGroup Complete(GatheredRows rows) => new PlainGroup(inner.Complete(rows));

    private ColumnGroup Inner => inner;
}
