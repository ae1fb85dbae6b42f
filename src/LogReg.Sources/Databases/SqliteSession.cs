using LogReg.Data;
using SQLitePCL;

namespace LogReg.Sources.Databases;

/// <summary>A query to a SQLite database, which is opened for reading. Its cells are what they are stored as, whatever the types of the
/// columns say.</summary>
internal sealed class SqliteSession : DatabaseSession
{
    // Another program that writes holds the database for moments.
    private const int BusyMilliseconds = 10_000;

    // Instructions of SQLite's machine, of which a core runs some ten million in a second.
    private const int StepsBetweenQuestions = 100_000;

    // Of SQLITE_DBCONFIG_DQS_DML: whether the misspelled name of a column in double quotes is a text.
    private const int DoubleQuotedTexts = 1013;

    private readonly string _query;
    private readonly SqliteErrors _errors;
    private readonly sqlite3 _database;
    private readonly QueryColumn[] _columns;

    /// <param name="path">The file.</param>
    /// <param name="query">The query.</param>
    /// <param name="name">The name of the data for messages.</param>
    /// <exception cref="DataException">The file is no database, or the query is wrong.</exception>
    public SqliteSession(string path, string query, string name)
    {
        _query = query;
        _errors = new SqliteErrors(path, query, name);
        SqliteErrors.RequireFile(path);
        _database = Open(path);
        try
        {
            raw.sqlite3_busy_timeout(_database, BusyMilliseconds);
            raw.sqlite3_db_config(_database, DoubleQuotedTexts, 0, out _);

            // All passes see what is there now; the second statement reads the file.
            _errors.Check(raw.sqlite3_exec(_database, "BEGIN; PRAGMA schema_version"), _database);
            using sqlite3_stmt statement = Prepare();
            _columns = [.. Enumerable.Range(0, raw.sqlite3_column_count(statement)).Select(place => ColumnOf(statement, place))];
        }
        catch
        {
            _database.Dispose();
            throw;
        }
    }

    public override IReadOnlyList<QueryColumn> Columns => _columns;

    public override IEnumerable<DataCell[]> Rows(IReadOnlyList<int> columns, CancellationToken cancellationToken)
    {
        using sqlite3_stmt statement = Prepare();
        // An interruption from outside would be lost between two steps: SQLite asks from time to time instead.
        raw.sqlite3_progress_handler(_database, StepsBetweenQuestions, _ => cancellationToken.IsCancellationRequested ? 1 : 0, null);
        nint handle = statement.DangerousGetHandle();
        var cells = new DataCell[_columns.Length];
        for (long row = 1; Step(statement, cancellationToken); row++)
        {
            foreach (int column in columns)
            {
                cells[column] = CellOf(handle, column, row);
            }

            yield return cells;
        }
    }

    public override void Dispose() => _database.Dispose();

    private sqlite3 Open(string path)
    {
        try
        {
            Batteries_V2.Init();
        }
        catch (Exception exception) when (exception is DllNotFoundException or TypeInitializationException)
        {
            throw SqliteErrors.NoLibrary(exception);
        }

        int code;
        sqlite3 database;
        try
        {
            // One thread at a time uses the connection.
            code = raw.sqlite3_open_v2(path, out database, raw.SQLITE_OPEN_READONLY | raw.SQLITE_OPEN_NOMUTEX, null);
        }
        catch (Exception exception) when (exception is DllNotFoundException or TypeInitializationException)
        {
            throw SqliteErrors.NoLibrary(exception);
        }

        if (code == raw.SQLITE_OK)
        {
            return database;
        }

        using (database)
        {
            throw _errors.Of(code, database);
        }
    }

    // Nothing is run that returns no rows, changes anything, or stands after another statement.
    private sqlite3_stmt Prepare()
    {
        _errors.Check(raw.sqlite3_prepare_v2(_database, _query, out sqlite3_stmt statement, out string rest), _database);
        try
        {
            if (statement.IsInvalid || raw.sqlite3_column_count(statement) == 0)
            {
                throw _errors.NoColumns();
            }

            if (raw.sqlite3_stmt_readonly(statement) == 0)
            {
                throw _errors.Writes();
            }

            if (!string.IsNullOrWhiteSpace(rest))
            {
                _errors.Check(raw.sqlite3_prepare_v2(_database, rest, out sqlite3_stmt second), _database);
                using (second)
                {
                    if (!second.IsInvalid)
                    {
                        throw _errors.SeveralStatements();
                    }
                }
            }

            return statement;
        }
        catch
        {
            statement.Dispose();
            throw;
        }
    }

    private bool Step(sqlite3_stmt statement, CancellationToken cancellationToken)
    {
        int code = raw.sqlite3_step(statement);
        if (code is raw.SQLITE_ROW or raw.SQLITE_DONE)
        {
            return code == raw.SQLITE_ROW;
        }

        cancellationToken.ThrowIfCancellationRequested();
        throw _errors.Of(code, _database);
    }

    private static QueryColumn ColumnOf(sqlite3_stmt statement, int place)
    {
        string type = raw.sqlite3_column_decltype(statement, place).utf8_to_string() ?? "";
        string name = raw.sqlite3_column_name(statement, place).utf8_to_string() ?? "";
        return new QueryColumn(name, ColumnKind.Inferred, type.Contains("BLOB", StringComparison.OrdinalIgnoreCase));
    }

    private DataCell CellOf(nint statement, int column, long row) => SqliteLibrary.TypeOf(statement, column) switch
    {
        raw.SQLITE_FLOAT => DataCell.Of(SqliteLibrary.DoubleOf(statement, column)),
        raw.SQLITE_INTEGER => DataCell.Of(SqliteLibrary.WholeOf(statement, column)),
        raw.SQLITE_NULL => DataCell.Missing,
        raw.SQLITE_TEXT => DataCell.Of(SqliteLibrary.TextOf(statement, column)),
        _ => throw _errors.Bytes(DatabaseSource.PlaceOf(row), _columns[column].Name),
    };
}
