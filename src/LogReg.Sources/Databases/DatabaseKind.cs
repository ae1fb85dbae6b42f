namespace LogReg.Sources.Databases;

/// <summary>The databases that can be queried.</summary>
public enum DatabaseKind
{
    /// <summary>A file of SQLite 3.</summary>
    Sqlite,

    /// <summary>A PostgreSQL server.</summary>
    Postgres,
}
