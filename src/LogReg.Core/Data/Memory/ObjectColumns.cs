namespace LogReg.Data;

/// <summary>The columns of <see cref="TableSource.From{T}(IEnumerable{T}, Action{ObjectColumns{T}}, string, IReadOnlyList{string}?)"/>:
/// for each its name and where an object has its cell.</summary>
/// <typeparam name="T">The type of the objects.</typeparam>
public sealed class ObjectColumns<T>
{
    private readonly List<SourceColumn> _columns = [];
    private readonly List<Func<T, DataCell>> _cells = [];

    internal ObjectColumns()
    {
    }

    /// <summary>The columns added so far.</summary>
    internal IReadOnlyList<SourceColumn> Columns => _columns;

    /// <summary>Adds a numeric column. Numbers of any type but <see cref="decimal"/>, which needs a cast, convert to
    /// <see cref="double"/>.</summary>
    /// <param name="name">The name of the column.</param>
    /// <param name="value">The number of an object; <see langword="null"/> or NaN for a missing cell.</param>
    /// <returns>These columns.</returns>
    /// <exception cref="ArgumentException">An argument is <see langword="null"/>, or the name is empty or taken.</exception>
    public ObjectColumns<T> Numeric(string name, Func<T, double?> value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return Add(name, ColumnKind.Numeric, row => DataCell.Of(value(row)));
    }

    /// <summary>Adds a numeric column of whole numbers. Those with more digits than a double holds are rounded, with a warning.</summary>
    /// <param name="name">The name of the column.</param>
    /// <param name="value">The number of an object; <see langword="null"/> for a missing cell.</param>
    /// <returns>These columns.</returns>
    /// <exception cref="ArgumentException">An argument is <see langword="null"/>, or the name is empty or taken.</exception>
    public ObjectColumns<T> Numeric(string name, Func<T, long?> value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return Add(name, ColumnKind.Numeric, row => value(row) is long number ? DataCell.Of(number) : DataCell.Missing);
    }

    /// <summary>Adds a categorical column of texts.</summary>
    /// <param name="name">The name of the column.</param>
    /// <param name="value">The text of an object; <see langword="null"/> or one of the missing values, such as an empty text, for a missing
    /// cell.</param>
    /// <returns>These columns.</returns>
    /// <exception cref="ArgumentException">An argument is <see langword="null"/>, or the name is empty or taken.</exception>
    public ObjectColumns<T> Categorical(string name, Func<T, string?> value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return Add(name, ColumnKind.Categorical, row => DataCell.Of(value(row)));
    }

    /// <summary>Adds a categorical column of truth values, whose levels are <c>false</c> and <c>true</c>.</summary>
    /// <param name="name">The name of the column.</param>
    /// <param name="value">The truth value of an object; <see langword="null"/> for a missing cell.</param>
    /// <returns>These columns.</returns>
    /// <exception cref="ArgumentException">An argument is <see langword="null"/>, or the name is empty or taken.</exception>
    public ObjectColumns<T> Categorical(string name, Func<T, bool?> value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return Add(name, ColumnKind.Categorical, row => DataCell.Of(value(row)));
    }

    /// <summary>
    /// Adds a categorical column of values whose levels are their texts, as a CSV file has them: the name of an enum's member, a number in
    /// its shortest form, a date or time in ISO 8601 (a date alone at midnight), a GUID.
    /// </summary>
    /// <typeparam name="TValue">An enum, a number, <see cref="char"/>, <see cref="bool"/>, a date, a time or <see cref="Guid"/>, or one of
    /// these that may be <see langword="null"/>.</typeparam>
    /// <param name="name">The name of the column.</param>
    /// <param name="value">The value of an object; <see langword="null"/> for a missing cell.</param>
    /// <returns>These columns.</returns>
    /// <exception cref="ArgumentException">An argument is <see langword="null"/>, the name is empty or taken, or the values are of another
    /// type.</exception>
    public ObjectColumns<T> Categorical<TValue>(string name, Func<T, TValue> value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return ValueText.HasText(typeof(TValue))
            ? Add(name, ColumnKind.Categorical, row => DataCell.Of(ValueText.Of(value(row))))
            : throw new ArgumentException(
                $"Values of type {typeof(TValue).Name} are not categories: convert them to text, such as with ToString().", nameof(value));
    }

    /// <summary>The cell of an object.</summary>
    internal DataCell CellOf(T row, int column) => _cells[column](row);

    private ObjectColumns<T> Add(string name, ColumnKind kind, Func<T, DataCell> cell)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (_columns.Any(column => column.Name == name))
        {
            throw new ArgumentException($"there is already a column {DataException.Quote(name)}", nameof(name));
        }

        _columns.Add(new SourceColumn(name, kind));
        _cells.Add(cell);
        return this;
    }
}
