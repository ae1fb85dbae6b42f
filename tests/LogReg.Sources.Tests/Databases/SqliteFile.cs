using SQLitePCL;

namespace LogReg.Sources.Tests.Databases;

/// <summary>Writes SQLite databases.</summary>
internal static class SqliteFile
{
    /// <summary>Runs statements on a database, which is made if it is not there.</summary>
    public static string Run(string path, params string[] statements)
    {
        Batteries_V2.Init();
        Assert.Equal(raw.SQLITE_OK, raw.sqlite3_open(path, out sqlite3 database));
        using (database)
        {
            foreach (string statement in statements)
            {
                Assert.True(raw.sqlite3_exec(database, statement, out string error) == raw.SQLITE_OK, error);
            }
        }

        return path;
    }

    /// <summary>Writes the lines of a plain CSV file as a table.</summary>
    /// <param name="path">The database.</param>
    /// <param name="table">The name of the table.</param>
    /// <param name="lines">The lines.</param>
    /// <param name="types">The types of the columns; cells of TEXT are texts, empty cells are NULL.</param>
    public static string WriteTable(string path, string table, IReadOnlyList<string> lines, params string[] types)
    {
        string columns = string.Join(", ", lines[0].Split(',').Zip(types, (name, type) => $"\"{name}\" {type}"));
        IEnumerable<string> rows = lines.Skip(1).Select(line => $"({string.Join(',', line.Split(',').Select(Literal))})");
        return Run(path, $"create table {table} ({columns})", $"insert into {table} values {string.Join(',', rows)}");

        static string Literal(string cell) => cell.Length == 0 ? "null" : $"'{cell.Replace("'", "''", StringComparison.Ordinal)}'";
    }
}
