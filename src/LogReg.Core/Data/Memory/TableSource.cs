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
    /// <param name="missingValues">The texts that count as missing, compared without regard to case after trimming; <see langword="null"/>
    /// for <see cref="DataSource.DefaultMissingValues"/>.</param>
    /// <returns>The source. Reading it throws a <see cref="DataException"/> that names row and column if a function of
    /// <paramref name="columns"/> fails.</returns>
    /// <exception cref="ArgumentException">An argument is <see langword="null"/>, the name is empty, or no column was added.</exception>
    public static DataSource From<T>(
        IEnumerable<T> rows, Action<ObjectColumns<T>> columns, string name = "objects", IReadOnlyList<string>? missingValues = null)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(columns);
        var added = new ObjectColumns<T>();
        columns(added);
        return added.Columns.Count > 0
            ? new ObjectSource<T>(rows, added, name, missingValues)
            : throw new ArgumentException("add at least one column", nameof(columns));
    }

    /// <summary>
    /// The result of a query to any ADO.NET database, read once. Numbers are numeric; texts, truth values, dates and times (in ISO 8601)
    /// and GUIDs are categorical; NULL is a missing cell. The reader and its connection must stay open, and are not closed.
    /// </summary>
    /// <remarks>Pass a reader whose <see cref="IDataReader.Read"/> was never called. A reader does not tell where it stands: rows that were
    /// read before are not part of the data, and nothing reports it.</remarks>
    /// <param name="reader">The reader, open and before its first row.</param>
    /// <param name="name">The name of the data in messages.</param>
    /// <param name="missingValues">The texts that count as missing, compared without regard to case after trimming; <see langword="null"/>
    /// for <see cref="DataSource.DefaultMissingValues"/>.</param>
    /// <returns>The source, which can be read once: for one fit, or one run of scoring. Another reading throws an
    /// <see cref="InvalidOperationException"/>, as does one after the reader was closed.</returns>
    /// <exception cref="ArgumentException">An argument is <see langword="null"/>, the name is empty, or the reader is closed.</exception>
    public static DataSource From(IDataReader reader, string name = "query", IReadOnlyList<string>? missingValues = null)
    {
        ArgumentNullException.ThrowIfNull(reader);
        return reader.IsClosed
            ? throw new ArgumentException(
                "The reader is closed: run the query again, and keep its reader and connection open.", nameof(reader))
            : new ReaderSource(reader, name, missingValues);
    }

    internal override SourceDescription Description => SourceDescription.Table;

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
