using LogReg.Design;
using LogReg.Storage;

namespace LogReg.Terms;

/// <summary>A chunk of the design matrix that terms put their columns into.</summary>
/// <param name="chunk">The number of the chunk.</param>
/// <param name="selection">The rows that take part.</param>
/// <param name="copies">Where copies of columns are stored; <see langword="null"/> where the columns of the table may be overwritten in
/// place.</param>
/// <param name="additions">Where columns that are not in the table are stored.</param>
/// <param name="ones">The column of the intercept.</param>
/// <param name="denseCount">The number of dense columns after that of the intercept.</param>
internal sealed class ChunkEncoding(
    int chunk, RowSelection selection, ColumnStorage? copies, ColumnStorage additions, double[] ones, int denseCount)
{
    private readonly ColumnValues<double>[] _dense = [ones, .. new ColumnValues<double>[denseCount]];
    private readonly List<ColumnGroup> _categories = [];

    /// <summary>The selected cells of a column, which may be overwritten.</summary>
    /// <param name="values">The cells of the table's column.</param>
    public ColumnValues<T> Take<T>(ColumnValues<T> values)
        where T : unmanaged
    {
        int count = selection.Counts[chunk];
        ColumnValues<T> taken = copies is null ? values : copies.Allocate<T>(count);
        if (copies is not null || !selection.TakesAll(chunk))
        {
            selection.Take(chunk, values.AsSpan(), taken.AsSpan(0, count));
        }

        return taken.Length == count ? taken : taken.Slice(count);
    }

    /// <summary>Memory for a column that is not in the table.</summary>
    /// <param name="count">The number of values.</param>
    public ColumnValues<double> Allocate(int count) => additions.Allocate<double>(count);

    /// <summary>Adds a dense column.</summary>
    /// <param name="column">The position of the design column.</param>
    /// <param name="values">Its values.</param>
    public void AddDense(int column, ColumnValues<double> values) => _dense[column] = values;

    /// <summary>Adds the columns of levels.</summary>
    /// <param name="group">The codes.</param>
    public void Add(CategoricalGroup group) => _categories.Add(group);

    /// <summary>The finished chunk.</summary>
    public DesignChunk ToChunk() => new([new DenseGroup(0, _dense), .. _categories], selection.Counts[chunk]);
}
