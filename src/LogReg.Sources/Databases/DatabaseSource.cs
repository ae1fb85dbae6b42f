using System.Globalization;
using LogReg.Data;

namespace LogReg.Sources.Databases;

/// <summary>
/// The rows of a query to a database. Numbers are numeric; texts, truth values, dates and times (in ISO 8601) are categorical; NULL is a
/// missing cell. SQLite does not bind the cells of a column to its type, so that there the cells decide, as in a CSV file. Columns of
/// bytes, arrays, JSON and structures are left out. Rows are read as the database delivers them, in constant memory.
/// </summary>
/// <remarks>The query runs once for each pass over the data, always on the same snapshot: in one transaction that can only read (SQLite: a
/// database opened for reading; PostgreSQL: repeatable read, read only), which lasts until the source is disposed of. For every pass to
/// have the rows in the same order, PostgreSQL starts no scan amid a table, and a query that is not ordered has no parallel workers.
/// Another run of the program may still have another order: see <see cref="IsOrdered"/>.</remarks>
public sealed class DatabaseSource : RowSource
{
    private readonly DatabaseSession _session;
    private readonly QueryColumn[] _read;
    private readonly int[] _places;
    private readonly CancellationToken _cancellationToken;

    private DatabaseSource(
        DatabaseAddress address,
        string name,
        DatabaseSession session,
        IReadOnlyList<string>? missingValues,
        CancellationToken cancellationToken)
        : base(name, missingValues)
    {
        Address = address;
        _session = session;
        _cancellationToken = cancellationToken;
        _places = [.. Enumerable.Range(0, session.Columns.Count).Where(place => !session.Columns[place].IsLeftOut)];
        _read = [.. _places.Select(place => session.Columns[place])];
        LeftOutColumns = [.. session.Columns.Where(column => column.IsLeftOut).Select(column => column.Name)];
    }

    /// <summary>Where the database is.</summary>
    public DatabaseAddress Address { get; }

    /// <summary>The columns of the query that are left out, because their cells are neither numbers nor texts.</summary>
    public IReadOnlyList<string> LeftOutColumns { get; }

    /// <summary>Whether the query says in which order its rows come, by an <c>order by</c> that is not inside parentheses. Of a query that
    /// does not, a server may deliver the same rows in another order next time; which of them are test rows, or rows of which fold,
    /// depends on it.</summary>
    public bool IsOrdered { get; private init; }

    /// <summary>Whether several processes can read parts of it; false, since each would run the query by itself, on what the database holds
    /// then.</summary>
    public override bool CanShare => false;

    /// <inheritdoc/>
    protected override string Noun => "query";

    /// <inheritdoc/>
    protected override string? EmptyHint => "the query finds no rows: check its tables and conditions";

    /// <summary>Connects to a database and prepares a query.</summary>
    /// <param name="connection">Where the database is; see <see cref="DatabaseAddress"/>.</param>
    /// <param name="query">A single statement that returns rows, such as <c>select age, bought from customers</c>.</param>
    /// <param name="missingValues">The texts that count as missing, compared without regard to case after trimming; <see langword="null"/>
    /// for <see cref="DataSource.DefaultMissingValues"/>.</param>
    /// <param name="cancellationToken">Stops connecting, and later every pass over the data.</param>
    /// <returns>The source, to be disposed. Its name is that of the database and the beginning of the query.</returns>
    /// <exception cref="ArgumentException">An argument is <see langword="null"/>, the query is blank, or a missing value is
    /// <see langword="null"/>.</exception>
    /// <exception cref="DataException">The text is no address, the database cannot be opened, or the query is wrong.</exception>
    /// <exception cref="OperationCanceledException">Connecting was cancelled.</exception>
    public static DatabaseSource Open(
        string connection, string query, IReadOnlyList<string>? missingValues = null, CancellationToken cancellationToken = default) =>
        Open(DatabaseAddress.Parse(connection), query, missingValues, cancellationToken);

    /// <summary>Connects to a database and prepares a query.</summary>
    /// <param name="address">Where the database is.</param>
    /// <param name="query">A single statement that returns rows, such as <c>select age, bought from customers</c>.</param>
    /// <param name="missingValues">The texts that count as missing, compared without regard to case after trimming; <see langword="null"/>
    /// for <see cref="DataSource.DefaultMissingValues"/>.</param>
    /// <param name="cancellationToken">Stops connecting, and later every pass over the data.</param>
    /// <returns>The source, to be disposed. Its name is that of the database and the beginning of the query.</returns>
    /// <exception cref="ArgumentException">An argument is <see langword="null"/>, the query is blank, or a missing value is
    /// <see langword="null"/>.</exception>
    /// <exception cref="DataException">The database cannot be opened, or the query is wrong.</exception>
    /// <exception cref="OperationCanceledException">Connecting was cancelled.</exception>
    public static DatabaseSource Open(
        DatabaseAddress address,
        string query,
        IReadOnlyList<string>? missingValues = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(address);
        ArgumentException.ThrowIfNullOrWhiteSpace(query);
        string name = NameOf(address, query);

        // A semicolon at the end is a habit of shells.
        string statement = query.TrimEnd().TrimEnd(';');
        DatabaseSession session = address.Kind switch
        {
            DatabaseKind.Postgres => new PostgresSession(address.Server!, statement, name, cancellationToken),
            DatabaseKind.DuckDB => new DuckDBSession(address.Path, statement, name, cancellationToken),
            _ => new SqliteSession(address.Path!, statement, name),
        };
        try
        {
            return new DatabaseSource(address, name, session, missingValues, cancellationToken)
            {
                IsOrdered = QueryOrder.IsGiven(statement),
            };
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <summary>The name of the data of a query in messages and reports.</summary>
    /// <param name="address">Where the database is.</param>
    /// <param name="query">The query.</param>
    /// <returns>The name of the database and the beginning of the query, on one line.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    public static string NameOf(DatabaseAddress address, string query)
    {
        ArgumentNullException.ThrowIfNull(address);
        ArgumentNullException.ThrowIfNull(query);
        return $"{address.Name}: {MessageTexts.Query(query)}";
    }

    /// <inheritdoc/>
    public override RowPlace? FindRow(long row, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(row);
        return PlaceOf(row + 1);
    }

    /// <summary>The place of a row.</summary>
    /// <param name="number">Its number, from 1.</param>
    internal static RowPlace PlaceOf(long number) =>
        RowPlace.OfRow(number, _ => string.Create(CultureInfo.InvariantCulture, $"query row {number}"));

    /// <inheritdoc/>
    protected override IReadOnlyList<SourceColumn> ReadColumns()
    {
        if (_read.Length == 0)
        {
            throw new DataException(
                $"all columns of the query hold bytes, arrays or structures, such as {MessageTexts.Quote(LeftOutColumns[0])}",
                Name,
                hint: "select columns of numbers or texts");
        }

        string[] repeated = [.. _read.GroupBy(column => column.Name).Where(group => group.Count() > 1).Select(group => group.Key)];
        return repeated.Length == 0
            ? [.. _read.Select(column => new SourceColumn(column.Name, column.Kind))]
            : throw new DataException(
                $"several columns of the query have the same name: {string.Join(", ", repeated.Select(MessageTexts.Quote))}",
                Name,
                hint: "give each a name of its own with AS, as in select c.id as customer, o.id as sale");
    }

    /// <inheritdoc/>
    protected override IEnumerable<DataCell[]> ReadRows(IReadOnlyList<int> columns, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _cancellationToken);
        int[] needed = [.. columns.Select(column => _places[column])];
        if (_places.Length == _session.Columns.Count)
        {
            foreach (DataCell[] row in _session.Rows(needed, either.Token))
            {
                yield return row;
            }

            yield break;
        }

        var cells = new DataCell[_places.Length];
        foreach (DataCell[] row in _session.Rows(needed, either.Token))
        {
            foreach (int column in columns)
            {
                cells[column] = row[_places[column]];
            }

            yield return cells;
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        _session.Dispose();
        base.Dispose(disposing);
    }
}
