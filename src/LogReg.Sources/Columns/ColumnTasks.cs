using System.Runtime.ExceptionServices;
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
    /// <exception cref="DataException">A column cannot be read; of several, the first one is reported, when no thread reads any
    /// more, and the cells of the others have been disposed of.</exception>
    /// <exception cref="OperationCanceledException">The reading was stopped.</exception>
    public static IReadOnlyList<ColumnCells> Read(
        IReadOnlyList<int> columns, int threads, Func<int, ColumnCells> read, CancellationToken cancellationToken)
    {
        var cells = new ColumnCells?[columns.Count];
        var faults = new Exception?[columns.Count];
        void ReadOne(int place)
        {
            try
            {
                cancellationToken.ThrowIfCancellationRequested();
                cells[place] = read(columns[place]);
            }
            catch (Exception exception)
            {
                faults[place] = exception;
            }
        }

        if (threads == 1 || columns.Count == 1)
        {
            for (int i = 0; i < cells.Length && (i == 0 || faults[i - 1] is null); i++)
            {
                ReadOne(i);
            }
        }
        else
        {
            Parallel.For(0, cells.Length, new ParallelOptions { MaxDegreeOfParallelism = threads }, ReadOne);
        }

        if (faults.OfType<Exception>().FirstOrDefault() is Exception first)
        {
            Array.ForEach(cells, column => column?.Dispose());
            cancellationToken.ThrowIfCancellationRequested();
            ExceptionDispatchInfo.Throw(first);
        }

        return cells!;
    }
}
