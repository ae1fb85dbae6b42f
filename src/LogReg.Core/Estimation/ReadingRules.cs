using LogReg.Data;

namespace LogReg.Estimation;

/// <summary>Decides how to treat a few texts in columns of numbers, once the target is known.</summary>
internal static class ReadingRules
{
    /// <summary>The notes on a table; texts that stand only in rows without a target, as in a line of totals, decide nothing and are told as that.</summary>
    /// <param name="table">The table.</param>
    /// <param name="roles">Which column is what, or <see langword="null"/> if there is no target.</param>
    public static IReadOnlyList<ReadNote> Settle(Table table, ColumnRoles? roles)
    {
        IReadOnlyList<ReadNote> notes = table.Origin?.Notes ?? [];
        int target = roles is null ? -1 : table.IndexOf(roles.Target);
        return target < 0
            ? notes
            : [.. notes.Select(note => note is { Kind: ReadNoteKind.StrayTexts, Rows: not null } && note.Column != roles!.Target && note.Rows.All(row => IsMissing(table, target, row))
                ? note with { Kind = ReadNoteKind.StraysWithoutTarget }
                : note)];
    }

    private static bool IsMissing(Table table, int column, long row)
    {
        Column cells = table.Chunks[(int)(row / Table.ChunkRows)].Columns[column];
        int place = (int)(row % Table.ChunkRows);
        return cells is NumericColumn numeric ? double.IsNaN(numeric.Values[place]) : ((CategoricalColumn)cells).Codes[place] == CategoricalColumn.Missing;
    }
}
