using LogReg.Data;

namespace LogReg.Cli.Commands;

/// <summary>The columns of the input that stand before a command's own in its output.</summary>
internal static class KeptColumns
{
    /// <summary>Finds and checks them.</summary>
    /// <param name="source">The input.</param>
    /// <param name="all">Whether every column is kept.</param>
    /// <param name="named">Else those that the command line names.</param>
    /// <param name="added">The columns that the command adds.</param>
    /// <param name="addedBy">What they are, for a message.</param>
    /// <exception cref="DataException">A column is not there, or has the name of one that is added.</exception>
    public static IReadOnlyList<string> Choose(DataSource source, bool all, string[] named, IReadOnlyList<string> added, string addedBy)
    {
        IReadOnlyList<string> names = source.ReadColumnNames();
        IReadOnlyList<string> kept = all ? names : named;
        foreach (string name in kept.Except(names))
        {
            throw new DataException(
                $"--keep names the column '{name}', but the file has no such column",
                source.Name,
                hint: Suggestion.For(name, names) ?? $"the columns are {string.Join(", ", names.Take(8))}{(names.Count > 8 ? ", …" : "")}");
        }

        return kept.Intersect(added).FirstOrDefault() is string clash
            ? throw new DataException(
                $"the input has a column '{clash}', which is also a column of {addedBy}",
                source.Name,
                hint: "rename it, or choose the columns to keep with --keep")
            : kept;
    }
}
