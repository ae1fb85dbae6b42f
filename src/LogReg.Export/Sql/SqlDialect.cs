using System.Text.Json.Serialization;

namespace LogReg.Export.Sql;

/// <summary>The database system that SQL is written for.</summary>
public enum SqlDialect
{
    /// <summary>Standard SQL (ISO 9075, with regular expressions), as a start for other systems.</summary>
    Ansi,

    /// <summary>PostgreSQL 12 and later.</summary>
    Postgres,

    /// <summary>SQLite 3.38 and later, with its mathematical functions.</summary>
    [JsonStringEnumMemberName("sqlite")]
    SQLite,

    /// <summary>DuckDB 1.0 and later.</summary>
    [JsonStringEnumMemberName("duckdb")]
    DuckDb,

    /// <summary>SQL Server 2017 and later, and Azure SQL.</summary>
    [JsonStringEnumMemberName("sqlserver")]
    SqlServer,

    /// <summary>GoogleSQL of BigQuery.</summary>
    [JsonStringEnumMemberName("bigquery")]
    BigQuery,
}
