using System.Globalization;

namespace LogReg.Data;

/// <summary>A column of a <see cref="RowSource"/> or a <see cref="ColumnarSource"/>.</summary>
/// <param name="Name">Its name, not empty.</param>
/// <param name="Kind">
/// The kind that it is read as if nobody asks for another: <see cref="ColumnKind.Numeric"/>, <see cref="ColumnKind.Categorical"/>, or
/// <see cref="ColumnKind.Inferred"/> if its cells decide, for which the rows may be read twice.
/// </param>
public sealed record SourceColumn(string Name, ColumnKind Kind)
{
    /// <summary>Checks the columns that a source names.</summary>
    /// <param name="columns">The columns.</param>
    /// <param name="source">The source.</param>
    /// <returns>The same columns.</returns>
    /// <exception cref="DataException">There is no column, or a name is missing or occurs twice.</exception>
    /// <exception cref="InvalidOperationException">The list or a column is <see langword="null"/>.</exception>
    internal static IReadOnlyList<SourceColumn> Checked(IReadOnlyList<SourceColumn>? columns, DataSource source)
    {
        if (columns is null || columns.Contains(null))
        {
            string what = columns is null ? "null" : "a column that is null";
            throw new InvalidOperationException($"{source.Name}: ReadColumns of {source.GetType().Name} returned {what}.");
        }

        if (columns.Count == 0)
        {
            throw new DataException("there are no columns", source.Name);
        }

        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int place = 0; place < columns.Count; place++)
        {
            string name = columns[place].Name;
            string number = (place + 1).ToString(CultureInfo.InvariantCulture);
            if (string.IsNullOrEmpty(name))
            {
                string count = columns.Count.ToString(CultureInfo.InvariantCulture);
                throw new DataException($"column {number} of {count} has no name", source.Name, hint: "give it a name");
            }

            if (!places.TryAdd(name, place))
            {
                string first = (places[name] + 1).ToString(CultureInfo.InvariantCulture);
                throw new DataException(
                    $"columns {first} and {number} have the same name {DataException.Quote(name)}", source.Name, hint: "rename one of them");
            }
        }

        return columns;
    }
}
