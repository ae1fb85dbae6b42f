using System.Buffers;
using System.Runtime.CompilerServices;
using LogReg.Data;
using Parquet;
using Parquet.Schema;

namespace LogReg.Sources.Parquet;

/// <summary>The cells of a column of a row group. The file has only those that are not null, one after another, and a level for each row
/// that says whether there is one.</summary>
/// <param name="file">The file.</param>
/// <param name="group">The row group.</param>
/// <param name="column">The column.</param>
/// <param name="cancellationToken">Stops the reading.</param>
internal sealed class ParquetCells(
    OpenParquetFile file, ParquetRowGroupReader group, DataField column, CancellationToken cancellationToken)
{
    private readonly int _rows = checked((int)group.RowCount);

    /// <summary>Reads numbers as they are; NaN where there is none.</summary>
    public ColumnCells ReadDoubles()
    {
        IMemoryOwner<double> memory = MemoryPool<double>.Shared.Rent(Math.Max(1, _rows));
        int[]? levels = ReadInto(memory.Memory[.._rows]);
        if (levels is not null)
        {
            // From the end, so that no number is overwritten before it moves; nothing moves before the first null.
            Span<double> numbers = memory.Memory.Span[.._rows];
            int left = levels.AsSpan(0, _rows).Count(column.MaxDefinitionLevel);
            for (int row = _rows - 1; row >= left; row--)
            {
                numbers[row] = levels[row] == column.MaxDefinitionLevel ? numbers[--left] : double.NaN;
            }

            ArrayPool<int>.Shared.Return(levels);
        }

        return ColumnCells.OfNumbers(memory, _rows);
    }

    /// <summary>Reads cells, each of which becomes something else.</summary>
    /// <param name="convert">What it becomes.</param>
    /// <param name="missing">What stands for no cell.</param>
    public TResult[] Read<T, TResult>(Func<T, TResult> convert, TResult missing)
        where T : struct
    {
        T[] values = ArrayPool<T>.Shared.Rent(_rows);
        int[]? levels = ReadInto(values.AsMemory(0, _rows));
        TResult[] results = GC.AllocateUninitializedArray<TResult>(_rows);
        int next = 0;
        for (int row = 0; row < results.Length; row++)
        {
            results[row] = levels is null || levels[row] == column.MaxDefinitionLevel ? convert(values[next++]) : missing;
        }

        ArrayPool<T>.Shared.Return(values, RuntimeHelpers.IsReferenceOrContainsReferences<T>());
        if (levels is not null)
        {
            ArrayPool<int>.Shared.Return(levels);
        }

        return results;
    }

    // The level of each row, to be returned to the pool; null if every row has a value.
    private int[]? ReadInto<T>(Memory<T> values)
        where T : struct
    {
        int[]? levels = column.MaxDefinitionLevel > 0 ? ArrayPool<int>.Shared.Rent(_rows) : null;
        file.Read(group, column, values, levels?.AsMemory(0, _rows), cancellationToken);
        return levels;
    }
}
