using LogReg.Data;

namespace LogReg.Tests.Data;

/// <summary>A source of rows whose columns are of the given kinds, such as another package would have.</summary>
internal sealed class CellRows(IReadOnlyList<SourceColumn> columns, IEnumerable<DataCell[]> rows) : RowSource("rows")
{
    /// <summary>The lines of a plain CSV file as texts, whose columns are numeric if all cells are.</summary>
    public static CellRows OfLines(IReadOnlyList<string> lines) => new(
        [.. lines[0].Split(',').Select(name => new SourceColumn(name, ColumnKind.Inferred))],
        lines.Skip(1).Select(line => line.Split(',').Select(DataCell.Of).ToArray()));

    protected override IReadOnlyList<SourceColumn> ReadColumns() => columns;

    protected override IEnumerable<DataCell[]> ReadRows(IReadOnlyList<int> columns, CancellationToken cancellationToken) => rows;
}
