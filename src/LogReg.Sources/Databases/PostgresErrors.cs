using System.Net.Sockets;
using LogReg.Data;
using Npgsql;

namespace LogReg.Sources.Databases;

/// <summary>What is wrong with a PostgreSQL server or a query to it, with what to do.</summary>
/// <param name="address">Where the server is.</param>
/// <param name="query">The query.</param>
/// <param name="name">The name of the data.</param>
internal sealed class PostgresErrors(PostgresAddress address, string query, string name)
{
    private const string PasswordHint = "set PGPASSWORD, or write the password into ~/.pgpass (chmod 600) or the file of PGPASSFILE: "
        + "host:port:database:user:password";

    /// <summary>Runs what talks to the server.</summary>
    /// <exception cref="DataException">It failed.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public T Guard<T>(Func<T> work, CancellationToken cancellationToken)
    {
        try
        {
            return work();
        }
        catch (Exception exception) when (exception is not (DataException or OperationCanceledException))
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw Of(exception);
        }
    }

    /// <summary>Reads the next row.</summary>
    /// <exception cref="DataException">It cannot be read.</exception>
    /// <exception cref="OperationCanceledException">The query was cancelled.</exception>
    public bool Read(NpgsqlDataReader reader, long row, CancellationToken cancellationToken)
    {
        try
        {
            return reader.Read();
        }
        catch (Exception exception) when (exception is NpgsqlException or IOException or TimeoutException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw Of(exception, DatabaseSource.PlaceOf(row));
        }
    }

    /// <summary>The error for a statement without a result.</summary>
    public DataException NoColumns() => new("the query returns no columns", name, hint: "write a select statement");

    private DataException Of(Exception exception, RowPlace? place = null) => exception switch
    {
        PostgresException error => OfServer(error, place),
        NotSupportedException or NpgsqlException { InnerException: NotSupportedException } => new(
            $"the server asks for what is not supported: {Words(exception)}",
            place is null ? address.Name : name,
            place,
            hint: "check the parameters of the connection, and how the server wants users to prove who they are (pg_hba.conf): "
                + "with a password or a certificate",
            innerException: exception),
        NpgsqlException { InnerException: TimeoutException } or TimeoutException => new(
            "the server does not answer",
            address.Name,
            hint: "check host, port and firewall; connect_timeout=60 at the end of the address, after a ?, waits longer",
            innerException: exception),
        NpgsqlException { InnerException: SocketException } or SocketException => OfSocket(exception),
        NpgsqlException or InvalidOperationException when exception.Message.Contains("password", StringComparison.OrdinalIgnoreCase) =>
            new("the server asks for a password", address.Name, hint: PasswordHint, innerException: exception),
        _ => new(
            $"the server cannot be read: {Words(exception)}",
            place is null ? address.Name : name,
            place,
            hint: "check the address and the server, and try again",
            innerException: exception),
    };

    private DataException OfSocket(Exception exception) => new(
        $"there is no connection to the server: {Words(exception)}",
        address.Name,
        hint: "check host and port, that the server runs, and that it accepts connections from here",
        innerException: exception);

    private DataException OfServer(PostgresException error, RowPlace? place)
    {
        string message = MessageTexts.OneLine(error.MessageText);
        DataException OfQuery(string? hint = null) => new(
            $"the query is wrong: {message}{QueryPosition.Of(query, error.Position - 1)}",
            name,
            place,
            hint: hint ?? HintOf(error) ?? "correct the query, which must be a single statement, and try it with psql",
            innerException: error);
        DataException OfConnection(string hint) =>
            new($"the server refuses: {message}", address.Name, hint: hint, innerException: error);
        return error.SqlState switch
        {
            PostgresErrorCodes.InvalidPassword => OfConnection(PasswordHint),
            PostgresErrorCodes.InvalidAuthorizationSpecification =>
                OfConnection("check the name of the user, and the rules of the server (pg_hba.conf)"),
            PostgresErrorCodes.InvalidCatalogName => OfConnection("list the databases with: psql -l"),
            PostgresErrorCodes.TooManyConnections or PostgresErrorCodes.CannotConnectNow => OfConnection("try again later"),
            PostgresErrorCodes.UndefinedTable =>
                OfQuery("check the name; a table outside the search path is written with its schema, as in sales.orders"),
            PostgresErrorCodes.ReadOnlySqlTransaction => new(
                $"the query would change the database, which is opened for reading: {message}",
                name,
                hint: "write a select statement",
                innerException: error),
            PostgresErrorCodes.InsufficientPrivilege => OfQuery("ask the owner of the table for the right to select from it"),
            PostgresErrorCodes.QueryCanceled => new(
                $"the server stopped the query: {message}",
                name,
                place,
                hint: "if it ran too long, raise the server's statement_timeout for this user, or make the query faster",
                innerException: error),
            _ when error.Position > 0 || error.SqlState.StartsWith("42", StringComparison.Ordinal) => OfQuery(),
            _ => new(
                $"the server reports: {message}",
                name,
                place,
                hint: HintOf(error) ?? "correct the query, and try it with psql",
                innerException: error),
        };
    }

    private static string? HintOf(PostgresException error) => error.Hint is string own ? MessageTexts.OneLine(own) : null;

    private static string Words(Exception exception)
    {
        Exception innermost = exception;
        while (innermost.InnerException is Exception inner)
        {
            innermost = inner;
        }

        string words = MessageTexts.OneLine(innermost.Message).TrimEnd('.');
        return words.Length > 1 && char.IsUpper(words[0]) && char.IsLower(words[1])
            ? char.ToLowerInvariant(words[0]) + words[1..]
            : words;
    }
}
