using LogReg.Data;

namespace LogReg.Sources.Databases;

/// <summary>What is wrong with a DuckDB database or a query to it, with what to do.</summary>
/// <param name="query">The query.</param>
/// <param name="name">The name of the data.</param>
internal sealed class DuckDBErrors(string query, string name)
{
    /// <summary>The error for a program without the library of DuckDB.</summary>
    public static DataException NoLibrary(Exception exception) => new(
        "the library of DuckDB cannot be loaded",
        hint: $"put {(OperatingSystem.IsWindows() ? "duckdb.dll" : OperatingSystem.IsMacOS() ? "libduckdb.dylib" : "libduckdb.so")} "
            + "of DuckDB's release for C and C++ beside the program, or where the system looks for libraries",
        innerException: exception);

    /// <summary>The error for a database that cannot be opened.</summary>
    public static DataException NotOpened(string? path, string? message)
    {
        string text = MessageTexts.OneLine(message ?? "");
        return text.Contains("not a valid DuckDB database", StringComparison.OrdinalIgnoreCase)
            ? new(
                "this is not a DuckDB database",
                path,
                hint: "a data file needs no database: duckdb: without a path queries files, as in select * from 'data.parquet'")
            : text.Contains("Could not set lock", StringComparison.OrdinalIgnoreCase)
            ? new("another program has opened the database for writing", path, hint: "try again when it has closed it")
            : new(
                $"the database cannot be opened: {text}",
                path,
                hint: "check the file, and whether its version of DuckDB is newer than the library");
    }

    /// <summary>The error of a message.</summary>
    public DataException Of(string message)
    {
        // The place that DuckDB draws is one in the statement around the query.
        string text = MessageTexts.OneLine(message.Split("\n\nLINE ", 2)[0]);
        return new DataException($"the query is wrong: {text}", name, hint: HintOf(text));
    }

    /// <summary>The error for several statements.</summary>
    public DataException SeveralStatements() =>
        new("the query has several statements", name, hint: "write one select statement; with … as (…) names parts of it");

    private string HintOf(string text) =>
        text.StartsWith("Catalog Error", StringComparison.Ordinal) ? "list the tables with: show tables; a file stands in single quotes"
        : text.StartsWith("Binder Error", StringComparison.Ordinal) ? "check the names of the columns; a text is written in single quotes"
        : text.StartsWith("Parser Error", StringComparison.Ordinal)
            && !query.TrimStart().StartsWith("select", StringComparison.OrdinalIgnoreCase)
            ? "write one select statement: nothing that changes data is run"
        : "correct the query; a text is written in single quotes, the name of a column in double quotes";
}
