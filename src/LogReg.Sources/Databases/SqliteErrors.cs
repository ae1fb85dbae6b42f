using LogReg.Data;
using SQLitePCL;

namespace LogReg.Sources.Databases;

/// <summary>What is wrong with a SQLite database or a query to it, with what to do.</summary>
/// <param name="path">The file.</param>
/// <param name="query">The query.</param>
/// <param name="name">The name of the data.</param>
internal sealed class SqliteErrors(string path, string query, string name)
{
    private const int PrimaryCode = 0xFF;

    /// <summary>Makes sure that there is a file, of which SQLite says little.</summary>
    /// <exception cref="DataException">There is none.</exception>
    /// <param name="path">The path.</param>
    /// <param name="scheme">What stands before it in the address.</param>
    public static void RequireFile(string path, string scheme = "sqlite:")
    {
        if (Directory.Exists(path))
        {
            throw new DataException("this is a directory, not a database", path, hint: $"name the file of the database after {scheme}");
        }

        if (!File.Exists(path))
        {
            throw new DataException("there is no such file", path, hint: $"check the path of the database after {scheme}");
        }
    }

    /// <summary>The error for a program without the library of SQLite.</summary>
    public static DataException NoLibrary(Exception exception) => new(
        "the library of SQLite cannot be loaded",
        hint: $"put {(OperatingSystem.IsWindows() ? "e_sqlite3.dll" : OperatingSystem.IsMacOS() ? "libe_sqlite3.dylib" : "libe_sqlite3.so")} "
            + "beside the program, with which it comes",
        innerException: exception);

    /// <summary>Throws what a code stands for, unless all went well.</summary>
    /// <exception cref="DataException">Not all went well.</exception>
    public void Check(int code, sqlite3 database)
    {
        if (code != raw.SQLITE_OK)
        {
            throw Of(code, database);
        }
    }

    /// <summary>The error of a code.</summary>
    public DataException Of(int code, sqlite3 database)
    {
        string message = MessageTexts.OneLine(raw.sqlite3_errmsg(database).utf8_to_string() ?? "");
        return (code & PrimaryCode) switch
        {
            raw.SQLITE_NOTADB => new(
                "this is not an SQLite database", path, hint: "a data file needs no connection; an encrypted database cannot be read"),
            raw.SQLITE_CANTOPEN or raw.SQLITE_PERM => new(
                $"the database cannot be opened: {message}", path, hint: "check the permissions of the file and of its folder"),
            raw.SQLITE_BUSY or raw.SQLITE_LOCKED => new(
                "another program is writing to the database", path, hint: "try again when it has finished"),
            raw.SQLITE_CORRUPT => new(
                $"the database is damaged: {message}", path, hint: "check it with: sqlite3 FILE 'pragma integrity_check'"),
            raw.SQLITE_ERROR => new(
                $"the query is wrong: {message}{QueryPosition.OfByte(query, SqliteLibrary.ErrorOffset(database.DangerousGetHandle()))}", name, hint: HintOf(message)),
            raw.SQLITE_READONLY => Writes(),
            _ => new($"SQLite reports: {message}", name, hint: "check the database and the query with the program sqlite3"),
        };
    }

    /// <summary>The error for a statement without a result.</summary>
    public DataException NoColumns() => new("the query returns no columns", name, hint: "write a select statement");

    /// <summary>The error for a statement that changes the database.</summary>
    public DataException Writes() =>
        new("the query would change the database, which is opened for reading", name, hint: "write a select statement");

    /// <summary>The error for several statements.</summary>
    public DataException SeveralStatements() =>
        new("the query has several statements", name, hint: "write one select statement; with … as (…) names parts of it");

    /// <summary>The error for a cell of bytes.</summary>
    public DataException Bytes(RowPlace place, string column) => new(
        "the cell holds bytes, which are neither a number nor a text",
        name,
        place,
        column,
        hint: "leave the column out of the query or of the features, or convert it in the query, as in cast(x as text)");

    private static string HintOf(string message) =>
        message.StartsWith("no such table", StringComparison.Ordinal) ? "list the tables with: select name from sqlite_schema"
        : message.StartsWith("no such column", StringComparison.Ordinal) ? "check the names; a text is written in single quotes"
        : "correct the query; a text is written in single quotes, the name of a column in double quotes";
}
