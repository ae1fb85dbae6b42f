namespace LogReg.Data;

/// <summary>The rows of stray texts while no target is named.</summary>
internal static class StrayRows
{
    /// <summary>Whether a note may turn out to be of rows without a target once that is named: each row has a missing cell
    /// besides.</summary>
    /// <param name="table">The table.</param>
    /// <param name="note">The note.</param>
    public static bool MayBeWithoutTarget(Table table, ReadNote note)
    {
        int own = note.Column is null ? -1 : table.IndexOf(note.Column);
        return note is { Kind: ReadNoteKind.StrayTexts, Rows: not null } && !table.Rows.Any(
            note.Rows.Any(row => table.IsHereAnd(
                row, (chunk, place) => !chunk.Columns.Where((_, column) => column != own).Any(cells => IsMissing(cells, place)))));
    }

    private static bool IsMissing(Column cells, int row) =>
        cells is NumericColumn numeric
            ? double.IsNaN(numeric.Values[row])
            : ((CategoricalColumn)cells).Codes[row] == CategoricalColumn.Missing;
}
