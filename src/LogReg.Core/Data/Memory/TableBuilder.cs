using System.Globalization;
using System.Text;

namespace LogReg.Data;

/// <summary>Builds a <see cref="Table"/> from columns in memory. The values are copied.</summary>
public sealed class TableBuilder
{
    private readonly List<ColumnInfo> _columns = [];
    private readonly List<Column[]> _chunks = [];
    private int _rowCount;

    /// <summary>A table of numeric columns from a matrix.</summary>
    /// <param name="values">One row per row of the table; finite numbers, NaN for missing.</param>
    /// <param name="names">A name for each column of the matrix, or <see langword="null"/> for <c>x1</c>, <c>x2</c>, ….</param>
    /// <returns>The table.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="values"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">The matrix is empty, a number is infinite, or the names do not fit.</exception>
    public static Table FromMatrix(double[,] values, IReadOnlyList<string>? names = null) =>
        new TableBuilder().AddMatrix(values, names).Build();

    /// <summary>Adds the columns of a matrix.</summary>
    /// <param name="values">One row per row of the table; finite numbers, NaN for missing.</param>
    /// <param name="names">A name for each column of the matrix, or <see langword="null"/> for <c>x1</c>, <c>x2</c>, ….</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="values"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">
    /// A number is infinite, the names do not fit or are taken, or the number of rows is not that of the other columns.
    /// </exception>
    public TableBuilder AddMatrix(double[,] values, IReadOnlyList<string>? names = null)
    {
        ArgumentNullException.ThrowIfNull(values);
        int rows = values.GetLength(0);
        int columns = values.GetLength(1);
        if (names is not null && names.Count != columns)
        {
            throw new ArgumentException(
                $"there are {Number(names.Count)} names, but the matrix has {Number(columns)} columns", nameof(names));
        }

        double[] column = new double[rows];
        for (int j = 0; j < columns; j++)
        {
            for (int i = 0; i < rows; i++)
            {
                column[i] = values[i, j];
            }

            AddNumeric(names is null ? "x" + Number(j + 1) : names[j], column);
        }

        return this;
    }

    /// <summary>Adds a numeric column.</summary>
    /// <param name="name">Its name, not empty and not yet taken.</param>
    /// <param name="values">One value per row; finite numbers, NaN for missing.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentException">
    /// The name is invalid, the number of rows is not that of the other columns, or a value is infinite.
    /// </exception>
    public TableBuilder AddNumeric(string name, ReadOnlySpan<double> values)
    {
        CheckNew(name, values.Length);
        for (int row = 0; row < values.Length; row++)
        {
            if (double.IsInfinity(values[row]))
            {
                throw new ArgumentException(
                    $"column {DataException.Quote(name)}, row {Number(row)}: "
                    + $"the value {values[row].ToString(CultureInfo.InvariantCulture)} is not a finite number; use NaN for missing",
                    nameof(values));
            }
        }

        var chunks = new Column[ChunkCount];
        for (int chunk = 0; chunk < chunks.Length; chunk++)
        {
            double[] part = values[RowsOf(chunk)].ToArray();
            chunks[chunk] = new NumericColumn(name, part, part.Length);
        }

        return Add(new ColumnInfo(name, ColumnKind.Numeric, null), chunks);
    }

    /// <summary>Adds a categorical column. Its levels are sorted as in a file.</summary>
    /// <param name="name">Its name, not empty and not yet taken.</param>
    /// <param name="texts">One text per row, which is not trimmed; <see langword="null"/> for missing.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentException">The name is invalid, or the number of rows is not that of the other columns.</exception>
    public TableBuilder AddCategorical(string name, IEnumerable<string?> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        var levels = new LevelTable();
        var codes = new List<int>();
        foreach (string? text in texts)
        {
            codes.Add(text is null ? CategoricalColumn.Missing : levels.GetOrAdd(Encoding.UTF8.GetBytes(text)));
        }

        CheckNew(name, codes.Count);
        LevelTable sorted = LevelOrder.Sort(levels, out int[] newCodes);
        int[] sortedCodes = [.. codes];
        LevelOrder.Recode(sortedCodes, newCodes);
        var chunks = new Column[ChunkCount];
        for (int chunk = 0; chunk < chunks.Length; chunk++)
        {
            int[] part = sortedCodes[RowsOf(chunk)];
            chunks[chunk] = new CategoricalColumn(name, part, part.Length, sorted);
        }

        return Add(new ColumnInfo(name, ColumnKind.Categorical, sorted), chunks);
    }

    /// <summary>Creates the table from the columns added so far.</summary>
    /// <returns>The table.</returns>
    /// <exception cref="InvalidOperationException">There are no columns or no rows.</exception>
    public Table Build()
    {
        if (_columns.Count == 0 || _rowCount == 0)
        {
            throw new InvalidOperationException("a table needs at least one column and one row");
        }

        var chunks = new TableChunk[ChunkCount];
        for (int chunk = 0; chunk < chunks.Length; chunk++)
        {
            Column[] columns = [.. _chunks.Select(parts => parts[chunk])];
            chunks[chunk] = new TableChunk((long)chunk * Table.ChunkRows, columns[0].Count, columns);
        }

        return new Table([.. _columns], chunks, _rowCount);
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private int ChunkCount => (int)(((long)_rowCount + Table.ChunkRows - 1) / Table.ChunkRows);

    private Range RowsOf(int chunk)
    {
        int first = chunk * Table.ChunkRows;
        return first..(first + Math.Min(Table.ChunkRows, _rowCount - first));
    }

    private TableBuilder Add(ColumnInfo info, Column[] chunks)
    {
        _columns.Add(info);
        _chunks.Add(chunks);
        return this;
    }

    private void CheckNew(string name, int rowCount)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (_columns.Any(column => column.Name == name))
        {
            throw new ArgumentException($"there is already a column {DataException.Quote(name)}", nameof(name));
        }

        if (_columns.Count > 0 && rowCount != _rowCount)
        {
            throw new ArgumentException(
                $"column {DataException.Quote(name)} has {Number(rowCount)} rows, "
                + $"but the columns before it have {Number(_rowCount)}",
                nameof(name));
        }

        _rowCount = rowCount;
    }
}
