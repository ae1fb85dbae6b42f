using LogReg.Data;
using LogReg.Numerics;

namespace LogReg.Terms;

/// <summary>The statistics of a column, chunk by chunk: the moments of each, combined along the tree of
/// <see cref="DeterministicReduction"/>.</summary>
internal sealed class ColumnStatisticsBuilder
{
    private readonly TreeSum<CellMoments> _moments = new(static (earlier, later) => earlier.Add(later));
    private CellExtent _extent = CellExtent.Empty;
    private int _chunkCount;

    /// <summary>Adds the next rows.</summary>
    /// <param name="values">Their cells; NaN for a missing one.</param>
    /// <param name="weights">Their weights, or empty where all are 1.</param>
    public void Add(ReadOnlySpan<double> values, ReadOnlySpan<double> weights)
    {
        _moments.Add(_chunkCount++, CellMoments.Of(values, weights));
        _extent = _extent.With(values);
    }

    /// <summary>Adds rows of a table, all of whose cells are here.</summary>
    /// <param name="table">The data.</param>
    /// <param name="column">The position of a numeric column.</param>
    /// <param name="selection">The rows that take part.</param>
    /// <param name="weights">A weight for each of them, or <see langword="null"/>.</param>
    public void Add(Table table, int column, RowSelection selection, double[]? weights)
    {
        for (int chunk = 0; chunk < table.Chunks.Count; chunk++)
        {
            Add(selection.Numbers(table.Chunks[chunk], column, chunk), selection.WeightsOf(chunk, weights));
        }
    }

    /// <summary>The statistics of all rows; the last call.</summary>
    public ColumnStatistics Result() => ColumnStatistics.Of(_moments.Total(), _extent);
}
