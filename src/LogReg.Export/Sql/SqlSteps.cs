using System.Text;

namespace LogReg.Export.Sql;

/// <summary>Collects the steps of a query: each has the columns of the step before it, and some of its own.</summary>
/// <param name="fence">What stands at the end of each step.</param>
internal sealed class SqlSteps(string fence)
{
    private const string Indentation = "    ";

    private readonly List<string> _steps = [];
    private List<string> _columns = [];

    /// <summary>The name of the last step.</summary>
    public string Last { get; private set; } = "";

    /// <summary>Adds a step; none if it computes nothing.</summary>
    /// <param name="name">What it makes.</param>
    /// <param name="from">The table, for the first step.</param>
    /// <param name="columns">What it computes, which replaces columns of the same name.</param>
    /// <param name="unused">The columns that no later step needs.</param>
    public void Add(string name, string? from, IReadOnlyList<SqlColumn> columns, Func<string, bool>? unused = null)
    {
        if (columns.Count == 0 && from is null)
        {
            return;
        }

        HashSet<string> own = [.. columns.Select(column => column.Name)];
        List<string> carried = [.. _columns.Where(column => !own.Contains(column) && unused?.Invoke(column) != true)];
        IEnumerable<string> lines =
        [
            .. carried.Chunk(16).Select(some => string.Join(", ", some)),
            .. columns.Select(column => $"{(column.Comment is null ? "" : $"-- {column.Comment}\n{Indentation}{Indentation}")}"
                + $"{column.Expression} AS {column.Name}"),
        ];
        string query = $"SELECT\n{Indentation}{Indentation}{string.Join($",\n{Indentation}{Indentation}", lines)}\n"
            + $"{Indentation}FROM {from ?? Last}{fence}";
        Last = $"logreg_{name}";
        _steps.Add($"{Last} AS (\n{Indentation}{query}\n)");
        _columns = [.. carried, .. columns.Select(column => column.Name)];
    }

    /// <summary>The query.</summary>
    /// <param name="columns">What the last SELECT gives.</param>
    public string Query(IEnumerable<SqlColumn> columns) => new StringBuilder("WITH ")
        .AppendJoin(",\n", _steps)
        .Append("\nSELECT\n    ")
        .AppendJoin(",\n    ", columns.Select(column => $"{column.Expression} AS {column.Name}"))
        .Append($"\nFROM {Last};\n")
        .ToString();
}
