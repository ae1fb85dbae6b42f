using LogReg.Data;
using LogReg.Design;
using LogReg.Storage;

namespace LogReg.Terms;

/// <summary>A chunk of the design matrix that terms put their columns into.</summary>
/// <param name="encoding">How the table is encoded.</param>
/// <param name="chunk">The number of the chunk.</param>
/// <param name="columns">The columns of the features, in their order.</param>
/// <param name="isHere">Whether the cells of the chunk are in this process; otherwise its columns have no rows.</param>
internal sealed class ChunkEncoding(TableEncoding encoding, int chunk, IReadOnlyList<Column> columns, bool isHere)
{
    private readonly ColumnValues<double>[] _dense = [encoding.Ones, .. new ColumnValues<double>[encoding.DenseColumnCount]];
    private readonly List<ColumnGroup> _groups = [];

    /// <summary>The selected cells of a numeric feature, which may be overwritten.</summary>
    /// <param name="feature">The position of the feature.</param>
    public ColumnValues<double> TakeNumbers(int feature) => Take(feature, ((NumericColumn)columns[feature]).Buffer);

    /// <summary>The selected cells of a categorical feature as codes of its design columns, which may be overwritten.</summary>
    /// <param name="feature">The position of the feature.</param>
    public ColumnValues<int> TakeCodes(int feature)
    {
        // The recoding begins with a missing cell.
        int[] recoding = encoding.Recodings[feature];
        ColumnValues<int> codes = Take(feature, ((CategoricalColumn)columns[feature]).Buffer);
        foreach (ref int code in codes.AsSpan())
        {
            code = recoding[Math.Max(code, CategoricalColumn.Missing) + 1];
        }

        return codes;
    }

    /// <summary>The number of selected rows whose cells are here.</summary>
    public int RowCount => isHere ? encoding.Selection.Parts.Counts[chunk] : 0;

    /// <summary>The column of a feature, with all of its rows.</summary>
    /// <param name="feature">The position of the feature.</param>
    public Column ColumnOf(int feature) => columns[feature];

    /// <summary>The row of the chunk that a selected row is.</summary>
    /// <param name="index">The position among the selected rows.</param>
    public int RowOf(int index) => encoding.Selection.TakesAll(chunk) ? index : encoding.Selection.Rows(chunk)[index];

    /// <summary>Reads the cell of a selected row; only of a feature that several terms read, or that no term takes.</summary>
    /// <param name="feature">The position of the feature.</param>
    /// <param name="index">The position among the selected rows.</param>
    /// <returns>The number, NaN if it is missing; or the position of a level, −1 for one that training did not see.</returns>
    public double ReadCell(int feature, int index)
    {
        int row = RowOf(index);
        return columns[feature] is NumericColumn numbers
            ? numbers.Values[row]
            : encoding.CodedCells[feature][Math.Max(((CategoricalColumn)columns[feature]).Codes[row], CategoricalColumn.Missing) + 1];
    }

    /// <summary>Memory for a column that is not in the table.</summary>
    /// <typeparam name="T">The type of a value.</typeparam>
    /// <param name="count">The number of values.</param>
    public ColumnValues<T> Allocate<T>(int count)
        where T : unmanaged => encoding.Additions.Allocate<T>(count);

    /// <summary>Adds a dense column.</summary>
    /// <param name="column">The position of the design column.</param>
    /// <param name="values">Its values.</param>
    public void AddDense(int column, ColumnValues<double> values) => _dense[column] = values;

    /// <summary>Adds columns that are not dense.</summary>
    /// <param name="group">The columns, after those of all groups before.</param>
    public void Add(ColumnGroup group) => _groups.Add(group);

    /// <summary>The finished chunk.</summary>
    public DesignChunk ToChunk() => new([new DenseGroup(0, _dense), .. _groups], encoding.Selection.Parts.Counts[chunk]);

    private ColumnValues<T> Take<T>(int feature, ColumnValues<T> values)
        where T : unmanaged
    {
        if (!isHere)
        {
            return values;
        }

        int count = encoding.Selection.Parts.Counts[chunk];
        ColumnStorage? copies = encoding.CopiesOf(feature);
        ColumnValues<T> taken = copies is null ? values : copies.Allocate<T>(count);
        if (copies is not null || !encoding.Selection.TakesAll(chunk))
        {
            encoding.Selection.Take(chunk, values.AsSpan(), taken.AsSpan(0, count));
        }

        return taken.Length == count ? taken : taken.Slice(count);
    }
}
