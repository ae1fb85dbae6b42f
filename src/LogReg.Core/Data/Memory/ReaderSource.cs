using System.Data;
using System.Globalization;

namespace LogReg.Data;

/// <summary>The result of a database query.</summary>
/// <param name="reader">The reader, before its first row.</param>
/// <param name="name">The name of the data.</param>
internal sealed class ReaderSource(IDataReader reader, string name) : RowSource(name)
{
    private bool _isRead;

    public override bool CanReadAgain => false;

    private protected override string ReadOnceMessage =>
        $"{Name} can be read only once: run the query again, or write its rows to a file with "
            + $"{nameof(CacheSource)}.{nameof(CacheSource.Write)}.";

    protected override IReadOnlyList<SourceColumn> ReadColumns() =>
        [.. Enumerable.Range(0, reader.FieldCount).Select(
            place =>
                new SourceColumn(
                    reader.GetName(place), IsNumber(reader.GetFieldType(place)) ? ColumnKind.Numeric : ColumnKind.Categorical))];

    protected override IEnumerable<DataCell[]> ReadRows(IReadOnlyList<int> columns, CancellationToken cancellationToken)
    {
        if (_isRead)
        {
            throw new InvalidOperationException(ReadOnceMessage);
        }

        _isRead = true;
        var getters = new Func<DataCell>?[reader.FieldCount];
        foreach (int column in columns)
        {
            getters[column] = Getter(column);
        }

        var cells = new DataCell[reader.FieldCount];
        while (reader.Read())
        {
            foreach (int column in columns)
            {
                cells[column] = reader.IsDBNull(column) ? DataCell.Missing : getters[column]!();
            }

            yield return cells;
        }
    }

    private static bool IsNumber(Type type) => Type.GetTypeCode(type) is >= TypeCode.SByte and <= TypeCode.Decimal;

    private Func<DataCell> Getter(int column)
    {
        Type type = reader.GetFieldType(column);
        return Type.GetTypeCode(type) switch
        {
            TypeCode.Double => () => DataCell.Of(reader.GetDouble(column)),
            TypeCode.Int32 => () => DataCell.Of(reader.GetInt32(column)),
            TypeCode.Int64 => () => DataCell.Of(reader.GetInt64(column)),
            TypeCode.String => () => DataCell.Of(reader.GetString(column)),
            TypeCode.Boolean => () => DataCell.Of(reader.GetBoolean(column)),
            TypeCode.DateTime => () => DataCell.Of(ValueText.Of(reader.GetDateTime(column))),

            // The text of the others is that of a CSV file: the decimal 0.1 and the single 0.1 are the double 0.1.
            TypeCode.Empty or TypeCode.DBNull or TypeCode.Object when !ValueText.IsKnown(type) => throw Unsupported(column, type),
            _ => () => DataCell.Of(ValueText.Of(reader.GetValue(column))),
        };
    }

    private DataException Unsupported(int column, Type type) => new(
        string.Create(CultureInfo.InvariantCulture, $"values of type {type.Name} can be neither numbers nor categories"),
        Name,
        column: reader.GetName(column),
        hint: "convert it in the query, such as with CAST, or leave it out of the query or of the features");
}
