namespace LogReg.Data;

/// <summary>Objects as rows.</summary>
/// <param name="rows">The objects.</param>
/// <param name="layout">The columns.</param>
/// <param name="name">The name of the data.</param>
internal sealed class ObjectSource<T>(IEnumerable<T> rows, ObjectColumns<T> layout, string name) : RowSource(name)
{
    public override long? EstimateRowCount() => rows.TryGetNonEnumeratedCount(out int count) ? count : null;

    protected override IReadOnlyList<SourceColumn> ReadColumns() => layout.Columns;

    protected override IEnumerable<DataCell[]> ReadRows(IReadOnlyList<int> columns, CancellationToken cancellationToken)
    {
        var cells = new DataCell[layout.Columns.Count];
        foreach (T row in rows)
        {
            foreach (int column in columns)
            {
                cells[column] = layout.CellOf(row, column);
            }

            yield return cells;
        }
    }
}
