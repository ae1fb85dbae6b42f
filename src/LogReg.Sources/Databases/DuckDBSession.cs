using System.Runtime.InteropServices;
using DuckDB.NET.Native;
using LogReg.Data;

namespace LogReg.Sources.Databases;

/// <summary>
/// A query to DuckDB: to a file, which is opened for reading, or to none, for a query that reads files itself. The query stands within
/// another one that turns each column into numbers or texts: only these have to be decoded, and nothing but a query can stand there.
/// </summary>
internal sealed class DuckDBSession : DatabaseSession
{
    private readonly string _query;
    private readonly DuckDBErrors _errors;
    private readonly DuckDBDatabase _database;
    private readonly DuckDBNativeConnection _connection;
    private readonly (QueryColumn Column, CellForm Form)[] _columns;

    /// <param name="path">The file; <see langword="null"/> for a database in memory.</param>
    /// <param name="query">The query.</param>
    /// <param name="name">The name of the data for messages.</param>
    /// <param name="cancellationToken">Stops the preparation.</param>
    /// <exception cref="DataException">The file is no database, or the query is wrong.</exception>
    public DuckDBSession(string? path, string query, string name, CancellationToken cancellationToken)
    {
        _query = query;
        _errors = new DuckDBErrors(query, name);
        _database = Open(path);
        _connection = Connect(_database);
        try
        {
            // All passes see what is there now.
            Run("BEGIN TRANSACTION");
            RequireOne(query);
            _columns = [.. Describe(cancellationToken)];
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    // What a column is turned into.
    private enum CellForm
    {
        Text,
        Whole,
        Double,
    }

    public override IReadOnlyList<QueryColumn> Columns => [.. _columns.Select(column => column.Column)];

    public override IEnumerable<DataCell[]> Rows(IReadOnlyList<int> columns, CancellationToken cancellationToken)
    {
        var cells = new DataCell[_columns.Length];
        (CellForm Form, int Place)[] wanted = [.. columns.Select(column => (_columns[column].Form, column))];
        string selected = string.Join(", ", wanted.Select(column => $"CAST(c{column.Place} AS {TypeOf(column.Form)})").DefaultIfEmpty("1"));
        string names = string.Join(", ", Enumerable.Range(0, _columns.Length).Select(place => $"c{place}"));

        // A comment at the end of the query must not hide what follows.
        string statement = $"SELECT {selected} FROM ({_query}\n) AS q({names})";
        foreach (DataCell[] row in Results(
            statement, wanted.Length, (vector, place, row) => CellOf(vector, wanted[place].Form, row), cancellationToken))
        {
            for (int place = 0; place < wanted.Length; place++)
            {
                cells[wanted[place].Place] = row[place];
            }

            yield return cells;
        }
    }

    public override void Dispose()
    {
        _connection.Dispose();
        _database.Dispose();
    }

    private static DuckDBDatabase Open(string? path)
    {
        if (path is not null)
        {
            SqliteErrors.RequireFile(path, "duckdb:");
        }

        try
        {
            NativeMethods.Configuration.DuckDBCreateConfig(out DuckDBConfig config);
            using (config)
            {
                if (path is not null)
                {
                    NativeMethods.Configuration.DuckDBSetConfig(config, "access_mode", "READ_ONLY");
                }

                DuckDBState state = NativeMethods.Startup.DuckDBOpen(
                    path ?? ":memory:", out DuckDBDatabase database, config, out string error);
                return state == DuckDBState.Success ? database : throw DuckDBErrors.NotOpened(path, error);
            }
        }
        catch (Exception exception) when (exception is DllNotFoundException or EntryPointNotFoundException)
        {
            throw DuckDBErrors.NoLibrary(exception);
        }
    }

    private static DuckDBNativeConnection Connect(DuckDBDatabase database)
    {
        _ = NativeMethods.Startup.DuckDBConnect(database, out DuckDBNativeConnection connection);
        return connection;
    }

    private void Run(string statement)
    {
        DuckDBState state = NativeMethods.Query.DuckDBQuery(_connection, statement, out DuckDBResult result);
        try
        {
            if (state != DuckDBState.Success)
            {
                throw _errors.Of(NativeMethods.Query.DuckDBResultError(ref result));
            }
        }
        finally
        {
            NativeMethods.Query.DuckDBDestroyResult(ref result);
        }
    }

    // Name and type of each column.
    private IEnumerable<(QueryColumn Column, CellForm Form)> Describe(CancellationToken cancellationToken) =>
        Results(
            $"SELECT column_name, column_type FROM (DESCRIBE {_query}\n)",
            width: 2,
            (vector, _, row) => TextOf(vector, row),
            cancellationToken)
            .Select(row => ColumnOf(row[0], row[1]));

    private static (QueryColumn Column, CellForm Form) ColumnOf(string name, string type)
    {
        string kind = type.Split('(', 2)[0];
        bool isNested = type.EndsWith(']') || kind is "BLOB" or "BIT" or "STRUCT" or "MAP" or "UNION" or "JSON" or "VARIANT" or "GEOMETRY";
        return kind switch
        {
            _ when isNested => (new QueryColumn(name, ColumnKind.Categorical, IsLeftOut: true), CellForm.Text),
            "TINYINT" or "SMALLINT" or "INTEGER" or "BIGINT" or "UTINYINT" or "USMALLINT" or "UINTEGER" =>
                (new QueryColumn(name, ColumnKind.Numeric), CellForm.Whole),
            "DOUBLE" => (new QueryColumn(name, ColumnKind.Numeric), CellForm.Double),

            // Their texts have the digits that the database shows.
            "FLOAT" or "DECIMAL" or "HUGEINT" or "UBIGINT" or "UHUGEINT" or "BIGNUM" =>
                (new QueryColumn(name, ColumnKind.Numeric), CellForm.Text),
            "VARCHAR" => (new QueryColumn(name, ColumnKind.Inferred), CellForm.Text),
            _ => (new QueryColumn(name, ColumnKind.Categorical), CellForm.Text),
        };
    }

    private static string TypeOf(CellForm form) => form switch
    {
        CellForm.Whole => "BIGINT",
        CellForm.Double => "DOUBLE",
        _ => "VARCHAR",
    };

    private IEnumerable<T[]> Results<T>(
        string statement, int width, Func<nint, int, int, T> decode, CancellationToken cancellationToken)
    {
        using DuckDBPreparedStatement prepared = Prepare(statement);
        using CancellationTokenRegistration stop = cancellationToken.Register(() => NativeMethods.Startup.DuckDBInterrupt(_connection));
        DuckDBState state = NativeMethods.PreparedStatements.DuckDBExecutePreparedStreaming(prepared, out DuckDBResult result);
        try
        {
            Check(state, ref result, cancellationToken);
            var cells = new T[width];
            while (true)
            {
                using DuckDBDataChunk chunk = NativeMethods.Query.DuckDBFetchChunk(result);
                if (chunk.IsInvalid)
                {
                    Check(state, ref result, cancellationToken);
                    yield break;
                }

                int count = (int)NativeMethods.DataChunks.DuckDBDataChunkGetSize(chunk);
                nint[] vectors =
                    [.. Enumerable.Range(0, width).Select(place => NativeMethods.DataChunks.DuckDBDataChunkGetVector(chunk, place))];
                for (int row = 0; row < count; row++)
                {
                    for (int place = 0; place < width; place++)
                    {
                        cells[place] = decode(vectors[place], place, row);
                    }

                    yield return cells;
                }
            }
        }
        finally
        {
            NativeMethods.Query.DuckDBDestroyResult(ref result);
        }
    }

    private void Check(DuckDBState state, ref DuckDBResult result, CancellationToken cancellationToken)
    {
        string? error = NativeMethods.Query.DuckDBResultError(ref result);
        if (state != DuckDBState.Success || !string.IsNullOrEmpty(error))
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw _errors.Of(error ?? "");
        }
    }

    private void RequireOne(string query)
    {
        int count = NativeMethods.ExtractStatements.DuckDBExtractStatements(_connection, query, out DuckDBExtractedStatements statements);
        using (statements)
        {
            if (count > 1)
            {
                throw _errors.SeveralStatements();
            }
        }
    }

    // Nothing is run that stands after another statement.
    private DuckDBPreparedStatement Prepare(string statement)
    {
        int count = NativeMethods.ExtractStatements.DuckDBExtractStatements(
            _connection, statement, out DuckDBExtractedStatements statements);
        using (statements)
        {
            if (count == 0)
            {
                throw _errors.Of(NativeMethods.ExtractStatements.DuckDBExtractStatementsError(statements));
            }

            if (count > 1)
            {
                throw _errors.SeveralStatements();
            }

            DuckDBState state = NativeMethods.ExtractStatements.DuckDBPrepareExtractedStatement(
                _connection, statements, 0, out DuckDBPreparedStatement prepared);
            if (state == DuckDBState.Success)
            {
                return prepared;
            }

            using (prepared)
            {
                throw _errors.Of(NativeMethods.PreparedStatements.DuckDBPrepareError(prepared));
            }
        }
    }

    private static unsafe DataCell CellOf(nint vector, CellForm form, int row)
    {
        const int BitsOfWord = 64;
        ulong* validity = NativeMethods.Vectors.DuckDBVectorGetValidity(vector);
        if (validity != null && (validity[row / BitsOfWord] >> (row % BitsOfWord) & 1) == 0)
        {
            return DataCell.Missing;
        }

        void* data = NativeMethods.Vectors.DuckDBVectorGetData(vector);
        return form switch
        {
            CellForm.Whole => DataCell.Of(((long*)data)[row]),
            CellForm.Double => DataCell.Of(((double*)data)[row]),
            _ => DataCell.Of(TextOf(vector, row)),
        };
    }

    private static unsafe string TextOf(nint vector, int row)
    {
        DuckDBString* text = (DuckDBString*)NativeMethods.Vectors.DuckDBVectorGetData(vector) + row;
        return Marshal.PtrToStringUTF8((nint)text->Data, text->Length);
    }
}
