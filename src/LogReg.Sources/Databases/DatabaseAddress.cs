using LogReg.Data;

namespace LogReg.Sources.Databases;

/// <summary>Where a database is: <c>sqlite:shop.db</c>, <c>duckdb:shop.duckdb</c>, <c>duckdb:</c> for queries to files, or
/// <c>postgres://user@host/database</c> as other programs of PostgreSQL read it. What is shown of it never has a password.</summary>
public sealed class DatabaseAddress
{
    private const string Expected = "write sqlite:FILE, duckdb:FILE, duckdb: or postgres://USER@HOST/DATABASE";

    private DatabaseAddress(DatabaseKind kind, string name, string text, string? path, PostgresAddress? server)
    {
        Kind = kind;
        Name = name;
        Text = text;
        Path = path;
        Server = server;
    }

    /// <summary>Which database it is.</summary>
    public DatabaseKind Kind { get; }

    /// <summary>The database in messages and reports: the path of a file, or host and database.</summary>
    public string Name { get; }

    /// <summary>The address as it was written, without a password.</summary>
    public string Text { get; }

    /// <summary>The path of a file; <see langword="null"/> for a server.</summary>
    public string? Path { get; }

    /// <summary>Whether the address as it was written has a password in it, which others may read along with a command line or a
    /// configuration file. The environment of PostgreSQL keeps it better: <c>PGPASSWORD</c>, or the file of <c>PGPASSFILE</c>, which is
    /// <c>~/.pgpass</c> unless set.</summary>
    public bool HasPassword => Server?.Password is not null;

    /// <summary>The parts of the address of a server.</summary>
    internal PostgresAddress? Server { get; }

    /// <summary>Reads an address.</summary>
    /// <param name="address">The address. What it leaves out comes from the environment of PostgreSQL: <c>PGHOST</c>, <c>PGPORT</c>,
    /// <c>PGUSER</c>, <c>PGDATABASE</c>; a server without any host is one on this machine.</param>
    /// <returns>The parts of the address.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="address"/> is <see langword="null"/>.</exception>
    /// <exception cref="DataException">The text is no address. The message shows none of it that may be a password.</exception>
    public static DatabaseAddress Parse(string address)
    {
        ArgumentNullException.ThrowIfNull(address);
        int colon = address.IndexOf(':', StringComparison.Ordinal);
        string scheme = colon < 0 ? "" : address[..colon].ToLowerInvariant();
        return scheme switch
        {
            "sqlite" or "sqlite3" => OfFile(DatabaseKind.Sqlite, address, address[(colon + 1)..]),
            "duckdb" when colon == address.Length - 1 => new(DatabaseKind.DuckDB, "DuckDB", address, path: null, server: null),
            "duckdb" => OfFile(DatabaseKind.DuckDB, address, address[(colon + 1)..]),
            "postgres" or "postgresql" => OfServer(address, address[(colon + 1)..]),
            _ => throw new DataException("the connection to the database begins with none of sqlite:, duckdb: and postgres:", hint: Expected),
        };
    }

    /// <summary>The address without a password.</summary>
    /// <returns>The address.</returns>
    public override string ToString() => Text;

    // Other programs disagree on how many slashes make a path absolute.
    private static DatabaseAddress OfFile(DatabaseKind kind, string address, string path) =>
        path.Length == 0 ? throw new DataException("the connection names no file after sqlite:", hint: "write sqlite:FILE, as in sqlite:shop.db")
        : path.StartsWith("//", StringComparison.Ordinal) ? throw new DataException(
            $"the connection {MessageTexts.Quote(address)} has slashes before the path of its file",
            hint: $"write the path right after the colon, as in {Example(kind, "shop")} or {Example(kind, "/data/shop")}")
        : new(kind, path, address, path, server: null);

    private static string Example(DatabaseKind kind, string file) =>
        kind == DatabaseKind.DuckDB ? $"duckdb:{file}.duckdb" : $"sqlite:{file}.db";

    private static DatabaseAddress OfServer(string address, string rest)
    {
        if (!rest.StartsWith("//", StringComparison.Ordinal))
        {
            throw new DataException("the connection to PostgreSQL has no // after its colon", hint: "write postgres://USER@HOST/DATABASE");
        }

        PostgresAddress server = PostgresAddress.Parse(rest[2..]);
        return new(DatabaseKind.Postgres, server.Name, $"{address[..^rest.Length]}//{server.TextWithoutPassword}", path: null, server);
    }
}
