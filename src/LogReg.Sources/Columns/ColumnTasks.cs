using LogReg.Data;

namespace LogReg.Sources.Columns;

/// <summary>Reads the columns of a batch side by side.</summary>
internal static class ColumnTasks
{
    /// <summary>Reads columns.</summary>
    /// <param name="columns">Their places.</param>
    /// <param name="threads">How many threads may read, at least 1.</param>
    /// <param name="read">Reads one.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The cells of the columns.</returns>
    /// <exception cref="DataException">A column cannot be read; of several, the first one is reported.</exception>
    public static IReadOnlyList<ColumnCells> Read(
        IReadOnlyList<int> columns, int threads, Func<int, ColumnCells> read, CancellationToken cancellationToken)
    {
        var cells = new ColumnCells[columns.Count];
        if (threads == 1 || columns.Count == 1)
        {
            for (int i = 0; i < cells.Length; i++)
            {
                cells[i] = read(columns[i]);
            }

            return cells;
        }

        var faults = new DataException?[columns.Count];
        Parallel.For(0, cells.Length, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellationToken }, i =>
        {
            try
            {
                cells[i] = read(columns[i]);
            }
            catch (DataException exception)
            {
                faults[i] = exception;
            }
        });
        return faults.OfType<DataException>().FirstOrDefault() is DataException first ? throw first : cells;
    }
}
