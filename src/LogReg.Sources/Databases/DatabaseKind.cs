namespace LogReg.Sources.Databases;

/// <summary>The databases that can be queried.</summary>
public enum DatabaseKind
{
    /// <summary>A file of SQLite 3.</summary>
    Sqlite,

    /// <summary>A PostgreSQL server.</summary>
    Postgres,

    /// <summary>A file of DuckDB, or DuckDB without one, for queries to files.</summary>
    DuckDB,
}
