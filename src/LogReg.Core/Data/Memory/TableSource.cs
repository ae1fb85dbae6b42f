using System.Data;

namespace LogReg.Data;

/// <summary>Data in memory: a table, objects, or the result of a database query.</summary>
public sealed class TableSource : RowSource
{
    private readonly Table _table;

    /// <summary>A table, to be read as a source. A fit to the table itself (<c>Fit(Table)</c>) needs no copy of it.</summary>
    /// <param name="table">The table.</param>
    /// <param name="name">Its name in messages.</param>
    /// <exception cref="ArgumentException">An argument is <see langword="null"/>, or the name is empty.</exception>
    public TableSource(Table table, string name = "table")
        : base(name)
    {
        ArgumentNullException.ThrowIfNull(table);
        _table = table;
    }

    /// <summary>Objects as rows. They are enumerated anew for each pass over the data.</summary>
    /// <typeparam name="T">The type of the objects.</typeparam>
    /// <param name="rows">The objects, one per row.</param>
    /// <param name="columns">Adds the columns, such as <c>columns => columns.Numeric("age", p => p.Age).Categorical("sex", p =>
    /// p.Sex)</c>.</param>
    /// <param name="name">The name of the data in messages.</param>
    /// <returns>The source.</returns>
    /// <exception cref="ArgumentException">An argument is <see langword="null"/>, the name is empty, or no column was added.</exception>
    public static DataSource From<T>(IEnumerable<T> rows, Action<ObjectColumns<T>> columns, string name = "objects")
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(columns);
        var added = new ObjectColumns<T>();
        columns(added);
        return added.Columns.Count > 0
            ? new ObjectSource<T>(rows, added, name)
            : throw new ArgumentException("add at least one column", nameof(columns));
    }

    /// <summary>
    /// The result of a query to any ADO.NET database, read once from the row at which the reader stands. Numbers are numeric; texts, truth
    /// values, dates and times (in ISO 8601)
    /// and GUIDs are categorical; NULL is a missing cell. The reader and its connection must stay open, and are not closed.
    /// </summary>
    /// <param name="reader">The reader, before its first row.</param>
    /// <param name="name">The name of the data in messages.</param>
    /// <returns>The source, which can be read once: for one fit, or one run of scoring.</returns>
    /// <exception cref="ArgumentException">An argument is <see langword="null"/>, or the name is empty.</exception>
    public static DataSource From(IDataReader reader, string name = "query")
    {
        ArgumentNullException.ThrowIfNull(reader);
        return new ReaderSource(reader, name);
    }

    /// <summary>The number of rows.</summary>
    /// <returns>The number, which is exact.</returns>
    public override long? EstimateRowCount() => _table.RowCount;

    /// <inheritdoc/>
    protected override IReadOnlyList<SourceColumn> ReadColumns() =>
    [
        .. _table.Columns.Select(
            column => new SourceColumn(column.Name, column.Kind == ColumnKind.Text ? ColumnKind.Inferred : column.Kind)),
    ];

    /// <inheritdoc/>
    protected override IEnumerable<DataCell[]> ReadRows(IReadOnlyList<int> columns, CancellationToken cancellationToken)
    {
        var cells = new DataCell[_table.Columns.Count];
        foreach (TableChunk chunk in _table.Chunks)
        {
            for (int row = 0; row < chunk.RowCount; row++)
            {
                foreach (int column in columns)
                {
                    cells[column] = CellOf(chunk.Columns[column], row);
                }

                yield return cells;
            }
        }
    }

    private static DataCell CellOf(Column column, int row) => column switch
    {
        NumericColumn numeric => DataCell.Of(numeric.Values[row]),
        CategoricalColumn categorical => categorical.Codes[row] is >= 0 and int code
            ? DataCell.OfLevel(categorical.Levels[code])
            : DataCell.Missing,
        _ => DataCell.Of(System.Text.Encoding.UTF8.GetString(((TextColumn)column)[row])),
    };
}
