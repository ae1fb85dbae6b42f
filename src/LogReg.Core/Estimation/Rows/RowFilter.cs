using LogReg.Data;
using LogReg.Numerics;

namespace LogReg.Estimation;

/// <summary>Decides which rows of a table take part in a fit.</summary>
internal sealed class RowFilter
{
    private readonly Table _table;
    private readonly Func<long, RowPlace?>? _findRow;
    private readonly string? _source;

    /// <param name="table">The data.</param>
    /// <param name="findRow">From a row to its place in the source, for messages; or <see langword="null"/>.</param>
    /// <param name="source">The name of the data for messages; may be <see langword="null"/>.</param>
    public RowFilter(Table table, Func<long, RowPlace?>? findRow, string? source)
    {
        _table = table;
        _findRow = findRow;
        _source = source;
    }

    /// <summary>The values of a numeric column that every row must have.</summary>
    /// <param name="column">The position of the column.</param>
    /// <param name="role">What the column is, for messages.</param>
    /// <param name="isUsed">Whether a row's value matters.</param>
    /// <param name="isValid">Whether a value may stand there.</param>
    /// <param name="expected">What is expected, for messages.</param>
    /// <exception cref="DataException">A value is missing or not valid.</exception>
    public double[] RequiredValues(int column, string role, Func<int, bool> isUsed, Func<double, bool> isValid, string expected)
    {
        string name = _table.Columns[column].Name;
        return _table.Values<double>((chunk, values) =>
        {
            ReadOnlySpan<double> cells = ((NumericColumn)_table.Chunks[chunk].Columns[column]).Values;
            for (int index = 0; index < values.Length; index++)
            {
                long row = _table.Chunks[chunk].FirstRow + index;
                double value = values[index] = cells[index];
                if (isUsed(_table.Rows[chunk].First + index) && !(double.IsFinite(value) && isValid(value)))
                {
                    string found = double.IsNaN(value)
                        ? "is missing" + ErrorAt(name, Place(row))
                        : $"is {value.ToString(System.Globalization.CultureInfo.InvariantCulture)}";
                    throw new DataException(
                        $"the {role} {found}, but must be {expected}",
                        _source,
                        Place(row),
                        name,
                        hint: $"correct the {role}, or leave the row out");
                }
            }
        });
    }

    /// <summary>Marks the rows that have a missing cell in one of some columns.</summary>
    /// <param name="columns">The positions of the columns.</param>
    public bool[] RowsWithMissingCells(IEnumerable<int> columns)
    {
        int[] all = [.. columns];
        return _table.Values<bool>((chunk, marked) =>
        {
            foreach (Column cells in all.Select(column => _table.Chunks[chunk].Columns[column]).Where(HasMissingCell))
            {
                for (int index = 0; index < marked.Length; index++)
                {
                    marked[index] |= IsMissing(cells, index);
                }
            }
        });
    }

    /// <summary>Whether some column has a missing cell.</summary>
    /// <param name="columns">The positions of the columns.</param>
    public bool HasMissingCell(IEnumerable<int> columns) =>
        _table.Rows.Any(columns.Any(column => _table.OwnChunks.Any(chunk => HasMissingCell(_table.Chunks[chunk].Columns[column]))));

    /// <summary>Requires that some columns have no missing cell.</summary>
    /// <param name="columns">The positions of the columns.</param>
    /// <param name="isUsed">Whether a row counts.</param>
    /// <exception cref="DataException">A cell is missing: the error names the first in the order of the rows.</exception>
    public void RequireCells(IReadOnlyList<int> columns, Func<int, bool> isUsed) =>
        _table.ThrowFirst(() => FirstMissingCell(columns, isUsed));

    private DataException? FirstMissingCell(IReadOnlyList<int> columns, Func<int, bool> isUsed)
    {
        foreach (int chunk in _table.OwnChunks)
        {
            for (int index = 0; index < _table.Chunks[chunk].RowCount; index++)
            {
                foreach (int column in columns)
                {
                    if (IsMissing(_table.Chunks[chunk].Columns[column], index)
                        && isUsed(_table.Rows[chunk].First + index))
                    {
                        return new DataException(
                            "the cell is missing",
                            _source,
                            Place(_table.Chunks[chunk].FirstRow + index),
                            _table.Columns[column].Name,
                            hint: $"fill it in, or use {Option.MissingHandling.Is(MissingHandling.Impute)} or "
                                + $"{Option.MissingHandling.Is(MissingHandling.Drop)}");
                    }
                }
            }
        }

        return null;
    }

    private string ErrorAt(string column, RowPlace? place) =>
        _table.Origin?.Notes.FirstOrDefault(
            note => note.Kind == ReadNoteKind.SpreadsheetErrors && note.Column == column)?.Texts.FirstOrDefault(
                text => text.Place == place) is StrayText error
            ? $" (the cell holds {error.Text})"
            : "";

    private RowPlace? Place(long row) => _findRow?.Invoke(row);

    // Much faster than cell by cell. A sum may be NaN for other reasons, too; then there is a closer look.
    private static bool HasMissingCell(Column column) => column switch
    {
        NumericColumn numeric => double.IsNaN(ColumnKernels.Sum(numeric.Values)),
        CategoricalColumn categorical => categorical.Codes.ContainsAnyExceptInRange(0, int.MaxValue),
        _ => false,
    };

    private static bool IsMissing(Column column, int row) => column switch
    {
        NumericColumn numeric => double.IsNaN(numeric.Values[row]),
        CategoricalColumn categorical => categorical.Codes[row] < 0,
        _ => false,
    };
}
