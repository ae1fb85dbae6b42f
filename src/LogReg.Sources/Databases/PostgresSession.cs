using System.Data;
using System.Globalization;
using LogReg.Data;
using Npgsql;
using Npgsql.PostgresTypes;
using DataException = LogReg.Data.DataException;

namespace LogReg.Sources.Databases;

/// <summary>A query to a PostgreSQL server, in a transaction that can only read and sees one snapshot. Whole numbers, double precision and
/// truth values come in binary; all else comes as the server's own text, which is that of its CSV export.</summary>
internal sealed class PostgresSession : DatabaseSession
{
    // Numbers of as many digits are read here; those of more may be rounded, which is counted where texts are read.
    private const int MostExactDigits = 15;

    private readonly string _query;
    private readonly PostgresErrors _errors;
    private readonly NpgsqlDataSource _source;
    private readonly NpgsqlConnection _connection;
    private readonly QueryColumn[] _columns;
    private readonly CellForm[] _forms;

    /// <param name="address">Where the server is.</param>
    /// <param name="query">The query.</param>
    /// <param name="name">The name of the data for messages.</param>
    /// <param name="cancellationToken">Stops connecting.</param>
    /// <exception cref="DataException">The server cannot be reached or refuses, or the query is wrong.</exception>
    public PostgresSession(PostgresAddress address, string query, string name, CancellationToken cancellationToken)
    {
        _query = query;
        _errors = new PostgresErrors(address, query, name);
        NpgsqlConnectionStringBuilder settings = address.ToSettings();
        var builder = new NpgsqlSlimDataSourceBuilder(settings.ConnectionString);
        builder.EnableTransportSecurity();
        _source = builder.Build();
        _connection = _source.CreateConnection();
        try
        {
            (_columns, _forms) = _errors.Guard(
                () =>
                {
                    _connection.OpenAsync(cancellationToken).GetAwaiter().GetResult();
                    Run("START TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");

                    // As texts, dates are in ISO 8601 and numbers have all their digits.
                    Run("SET LOCAL datestyle TO ISO");
                    Run("SET LOCAL intervalstyle TO iso_8601");
                    Run("SET LOCAL extra_float_digits TO 1");
                    KeepOrder();
                    return Describe();
                },
                cancellationToken);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    // How the cells of a column come.
    private enum CellForm
    {
        Text,
        NumberAsText,
        Short,
        Integer,
        Long,
        Double,
        Truth,
    }

    public override IReadOnlyList<QueryColumn> Columns => _columns;

    public override IEnumerable<DataCell[]> Rows(IReadOnlyList<int> columns, CancellationToken cancellationToken)
    {
        // A pass that ends early must not end the transaction.
        _errors.Guard(() => Run("SAVEPOINT pass"), cancellationToken);
        using NpgsqlCommand command = _connection.CreateCommand();
        command.CommandText = _query;
        command.UnknownResultTypeList = [.. _forms.Select(form => form is CellForm.Text or CellForm.NumberAsText)];
        NpgsqlDataReader reader =
            _errors.Guard(() => command.ExecuteReaderAsync(cancellationToken).GetAwaiter().GetResult(), cancellationToken);
        using CancellationTokenRegistration stop = cancellationToken.Register(command.Cancel);
        bool isComplete = false;
        try
        {
            var cells = new DataCell[_columns.Length];
            for (long row = 1; _errors.Read(reader, row, cancellationToken); row++)
            {
                foreach (int column in columns)
                {
                    cells[column] = reader.IsDBNull(column) ? DataCell.Missing : CellOf(reader, column);
                }

                yield return cells;
            }

            isComplete = true;
        }
        finally
        {
            if (isComplete)
            {
                reader.Dispose();
            }
            else
            {
                Abandon(command, reader);
            }
        }
    }

    public override void Dispose()
    {
        _connection.Dispose();
        _source.Dispose();
    }

    private static (QueryColumn Column, CellForm Form) ColumnOf(string name, PostgresType type)
    {
        PostgresType basic = type is PostgresDomainType domain ? domain.BaseType : type;
        CellForm form = basic.InternalName switch
        {
            "int2" => CellForm.Short,
            "int4" => CellForm.Integer,
            "int8" => CellForm.Long,
            "float8" => CellForm.Double,
            "float4" or "numeric" or "oid" => CellForm.NumberAsText,
            "bool" => CellForm.Truth,
            _ => CellForm.Text,
        };
        bool isLeftOut = basic is PostgresArrayType or PostgresCompositeType or PostgresRangeType or PostgresMultirangeType
            || basic.InternalName is "bytea" or "json" or "jsonb" or "xml" or "tsvector" or "tsquery" or "record" or "void";

        // $1,000.00 is a number where all cells are written alike.
        ColumnKind kind = basic.InternalName == "money" ? ColumnKind.Inferred
            : form is CellForm.Text or CellForm.Truth ? ColumnKind.Categorical
            : ColumnKind.Numeric;
        return (new QueryColumn(name, kind, isLeftOut), form);
    }

    private DataCell CellOf(NpgsqlDataReader reader, int column) => _forms[column] switch
    {
        CellForm.Short => DataCell.Of((double)reader.GetInt16(column)),
        CellForm.Integer => DataCell.Of((double)reader.GetInt32(column)),
        CellForm.Long => DataCell.Of(reader.GetInt64(column)),
        CellForm.Double => DataCell.Of(reader.GetDouble(column)),
        CellForm.Truth => DataCell.Of(reader.GetBoolean(column)),
        CellForm.NumberAsText => NumberOf(reader.GetString(column)),
        _ => DataCell.Of(reader.GetString(column)),
    };

    private static DataCell NumberOf(string text) =>
        text.Length <= MostExactDigits && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number)
            ? DataCell.Of(number)
            : DataCell.Of(text);

    // A batch is refused if it has several statements, and nothing is run here: a statement that returns no rows never is.
    private (QueryColumn[] Columns, CellForm[] Forms) Describe()
    {
        using NpgsqlBatch batch = _connection.CreateBatch();
        batch.BatchCommands.Add(new NpgsqlBatchCommand(_query));
        using NpgsqlDataReader reader = batch.ExecuteReader(CommandBehavior.SchemaOnly);
        (QueryColumn Column, CellForm Form)[] columns =
            [.. Enumerable.Range(0, reader.FieldCount).Select(place => ColumnOf(reader.GetName(place), reader.GetPostgresType(place)))];
        return columns.Length == 0
            ? throw _errors.NoColumns()
            : ([.. columns.Select(pair => pair.Column)], [.. columns.Select(pair => pair.Form)]);
    }

    // A second pass must have the rows in the same order: a scan that joins one of another query begins amid the table, and rows of
    // several processes come as they do.
    private void KeepOrder()
    {
        Set("synchronize_seqscans", "off");
        if (!QueryOrder.IsGiven(_query))
        {
            Set("max_parallel_workers_per_gather", "0");
        }
    }

    // An older server, or another one that speaks its language, may not have the setting: to set it would end the transaction.
    private void Set(string setting, string value) =>
        Run($"SELECT set_config(name, '{value}', true) FROM pg_settings WHERE name = '{setting}'");

    private bool Run(string statement)
    {
        using NpgsqlCommand command = _connection.CreateCommand();
        command.CommandText = statement;
        command.ExecuteNonQuery();
        return true;
    }

    // Without a word to the server, all remaining rows would still come.
    private void Abandon(NpgsqlCommand command, NpgsqlDataReader reader)
    {
        try
        {
            command.Cancel();
            reader.Dispose();
        }
        catch (NpgsqlException)
        {
            // The server says that it was cancelled.
        }

        try
        {
            Run("ROLLBACK TO SAVEPOINT pass");
        }
        catch (Exception exception) when (exception is NpgsqlException or InvalidOperationException)
        {
            // The connection is lost, which the next pass reports, if there is one.
        }
    }
}
