using LogReg.Data;

namespace LogReg.Estimation;

/// <summary>Decides how to treat a few texts in columns of numbers, once the target is known.</summary>
internal static class ReadingRules
{
    /// <summary>The notes on a table; texts that stand only in rows without a target, as in a line of totals, decide nothing and are told
    /// as that.</summary>
    /// <param name="table">The table.</param>
    /// <param name="roles">Which column is what, or <see langword="null"/> if there is no target.</param>
    public static IReadOnlyList<ReadNote> Settle(Table table, ColumnRoles? roles)
    {
        IReadOnlyList<ReadNote> notes = table.Origin?.Notes ?? [];
        int target = roles is null ? -1 : table.IndexOf(roles.Target);
        return target < 0
            ? notes
            : Settle(
                notes,
                roles!.Target,
                rows => !table.Rows.Any(rows.Any(row => table.IsHereAnd(row, (chunk, own) => !IsMissing(chunk.Columns[target], own)))));
    }

    /// <summary>The notes on a file that is read in a stream: once more, for the target's cells, if there is a note that depends on
    /// them.</summary>
    /// <param name="notes">The notes.</param>
    /// <param name="source">The file.</param>
    /// <param name="target">The target, with its kind and levels.</param>
    /// <param name="progress">Told how far the reading is, or <see langword="null"/>.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public static IReadOnlyList<ReadNote> Settle(
        IReadOnlyList<ReadNote> notes,
        DataSource source,
        ColumnRequest target,
        IProgress<ReadProgress>? progress,
        CancellationToken cancellationToken)
    {
        HashSet<long> wanted = [.. notes.Where(note => IsOpen(note, target.Name)).SelectMany(note => note.Rows!)];
        if (wanted.Count == 0 || (target.Kind == ColumnKind.Categorical && target.KnownLevels is null))
        {
            return notes;
        }

        foreach (TableChunk chunk in source.ReadChunks([target], new ChunkRules(SkipsRepeatedHeaders: true), progress, cancellationToken))
        {
            for (int row = 0; row < chunk.RowCount; row++)
            {
                if (!IsMissing(chunk.Columns[0], row))
                {
                    wanted.Remove(chunk.FirstRow + row);
                }
            }
        }

        return Settle(notes, target.Name, rows => rows.All(wanted.Contains));
    }

    private static IReadOnlyList<ReadNote> Settle(
        IReadOnlyList<ReadNote> notes, string target, Func<IReadOnlyList<long>, bool> areWithout) =>
        [.. notes.Select(
            note => IsOpen(note, target) && areWithout(note.Rows!) ? note with { Kind = ReadNoteKind.StraysWithoutTarget } : note)];

    private static bool IsOpen(ReadNote note, string target) =>
        note is { Kind: ReadNoteKind.StrayTexts, Rows: not null } && note.Column != target;

    private static bool IsMissing(Column cells, int row) =>
        cells is NumericColumn numeric
            ? double.IsNaN(numeric.Values[row])
            : ((CategoricalColumn)cells).Codes[row] == CategoricalColumn.Missing;
}
