using LogReg.Data;
using LogReg.Numerics;
using LogReg.Terms;

namespace LogReg.Checking;

/// <summary>Passes over the training rows of one column.</summary>
internal static class SelectedCells
{
    /// <summary>Processes a run of consecutive training rows.</summary>
    /// <typeparam name="T">The type of a cell.</typeparam>
    /// <param name="cells">The cells.</param>
    /// <param name="firstRow">The position of the first among all training rows.</param>
    public delegate void CellRun<T>(ReadOnlySpan<T> cells, int firstRow);

    /// <summary>Visits the cells of a numeric column, in order.</summary>
    public static void VisitNumbers(Table table, int column, RowSelection selection, CellRun<double> visit) =>
        Visit(table, selection, chunk => ((NumericColumn)chunk.Columns[column]).Values, visit);

    /// <summary>Visits the codes of a categorical column, in order.</summary>
    public static void VisitCodes(Table table, int column, RowSelection selection, CellRun<int> visit) =>
        Visit(table, selection, chunk => ((CategoricalColumn)chunk.Columns[column]).Codes, visit);

    /// <summary>All rows of a table.</summary>
    public static RowSelection AllRows(Table table) =>
        new(new int[]?[table.Chunks.Count], [.. table.Chunks.Select(chunk => chunk.RowCount)]);

    /// <summary>The least and the greatest number of a column; both NaN if all cells are missing.</summary>
    public static NumberRange Range(Table table, int column, RowSelection selection)
    {
        ColumnRange range = ColumnRange.Empty;
        VisitNumbers(table, column, selection, (cells, _) => range = range.With(cells));
        return range.Minimum <= range.Maximum ? new NumberRange(range.Minimum, range.Maximum) : new NumberRange(double.NaN, double.NaN);
    }

    private static void Visit<T>(Table table, RowSelection selection, ChunkCells<T> cellsOf, CellRun<T> visit)
        where T : unmanaged
    {
        int firstRow = 0;
        for (int chunk = 0; chunk < table.Chunks.Count; chunk++)
        {
            ReadOnlySpan<T> cells = cellsOf(table.Chunks[chunk]);
            visit(selection.TakesAll(chunk) ? cells : selection.Take(chunk, cells), firstRow);
            firstRow += selection.Counts[chunk];
        }
    }

    private delegate ReadOnlySpan<T> ChunkCells<T>(TableChunk chunk);
}
