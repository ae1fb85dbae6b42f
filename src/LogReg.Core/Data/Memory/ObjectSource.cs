namespace LogReg.Data;

/// <summary>Objects as rows.</summary>
/// <param name="rows">The objects.</param>
/// <param name="layout">The columns.</param>
/// <param name="name">The name of the data.</param>
/// <param name="missingValues">The texts that count as missing, or <see langword="null"/>.</param>
internal sealed class ObjectSource<T>(
    IEnumerable<T> rows, ObjectColumns<T> layout, string name, IReadOnlyList<string>? missingValues) : RowSource(name, missingValues)
{
    private const int LongestCause = 300;

    public override long? EstimateRowCount() => rows.TryGetNonEnumeratedCount(out int count) ? count : null;

    protected override IReadOnlyList<SourceColumn> ReadColumns() => layout.Columns;

    protected override IEnumerable<DataCell[]> ReadRows(IReadOnlyList<int> columns, CancellationToken cancellationToken)
    {
        var cells = new DataCell[layout.Columns.Count];
        long number = 0;
        foreach (T row in rows)
        {
            number++;
            foreach (int column in columns)
            {
                try
                {
                    cells[column] = layout.CellOf(row, column);
                }
                catch (Exception exception) when (exception is not (LogRegException or OperationCanceledException))
                {
                    throw Failure(row, number, layout.Columns[column].Name, exception);
                }
            }

            yield return cells;
        }
    }

    // A function of the caller may handle null; only one that does not fails.
    private DataException Failure(T row, long number, string column, Exception cause) => row is null
        ? new(
            "the object is null",
            Name,
            RowPlace.OfRow(number),
            column,
            hint: "leave it out, or let the functions of the columns return null for it",
            innerException: cause)
        : new(
            $"the function of the column failed: {MessageText.Cut(cause.Message, LongestCause)}",
            Name,
            RowPlace.OfRow(number),
            column,
            hint: "correct the function, or let it return null for a missing cell",
            innerException: cause);
}
