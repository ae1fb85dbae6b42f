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
    /// <param name="firstRow">The position of the first among the training rows that are here.</param>
    public delegate void CellRun<T>(ReadOnlySpan<T> cells, int firstRow);

    /// <summary>Visits the cells of a numeric column that are here, in order.</summary>
    public static void VisitNumbers(Table table, int column, RowSelection selection, CellRun<double> visit) =>
        Visit(table, selection, chunk => ((NumericColumn)chunk.Columns[column]).Values, visit);

    /// <summary>Visits the codes of a categorical column that are here, in order.</summary>
    public static void VisitCodes(Table table, int column, RowSelection selection, CellRun<int> visit) =>
        Visit(table, selection, chunk => ((CategoricalColumn)chunk.Columns[column]).Codes, visit);

    /// <summary>All rows of a table.</summary>
    public static RowSelection AllRows(Table table) =>
        new(new int[]?[table.Chunks.Count], table.Rows);

    /// <summary>The cells of a numeric column that are here.</summary>
    public static double[] Numbers(Table table, int column, RowSelection selection) =>
        table.Values<double>((chunk, values) => selection.Numbers(table.Chunks[chunk], column, chunk).CopyTo(values), selection.Parts);

    /// <summary>The range of the numbers of a column that are here.</summary>
    public static ColumnRange OwnRange(Table table, int column, RowSelection selection)
    {
        ColumnRange range = ColumnRange.Empty;
        VisitNumbers(table, column, selection, (cells, _) => range = range.With(cells));
        return range;
    }

    /// <summary>The least and the greatest number of several ranges, in the order of their rows; both NaN if there are no
    /// numbers.</summary>
    /// <param name="ends">The ends of each.</param>
    public static NumberRange RangeOf(ReadOnlySpan<double> ends)
    {
        (double least, double greatest) = (ends[0], ends[1]);
        for (int index = 2; index < ends.Length; index += 2)
        {
            least = ends[index] < least ? ends[index] : least;
            greatest = ends[index + 1] > greatest ? ends[index + 1] : greatest;
        }

        return least <= greatest ? new NumberRange(least, greatest) : new NumberRange(double.NaN, double.NaN);
    }

    private static void Visit<T>(Table table, RowSelection selection, ChunkCells<T> cellsOf, CellRun<T> visit)
        where T : unmanaged
    {
        foreach (int chunk in table.OwnChunks)
        {
            ReadOnlySpan<T> cells = cellsOf(table.Chunks[chunk]);
            visit(selection.TakesAll(chunk) ? cells : selection.Take(chunk, cells), selection.Parts[chunk].First);
        }
    }

    private delegate ReadOnlySpan<T> ChunkCells<T>(TableChunk chunk);
}
