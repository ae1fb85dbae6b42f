using System.Data;
using System.Globalization;

namespace LogReg.Data;

/// <summary>The result of a database query.</summary>
/// <param name="reader">The reader, before its first row.</param>
/// <param name="name">The name of the data.</param>
/// <param name="missingValues">The texts that count as missing, or <see langword="null"/>.</param>
internal sealed class ReaderSource(
    IDataReader reader, string name, IReadOnlyList<string>? missingValues) : RowSource(name, missingValues)
{
    private bool _isRead;

    public override bool CanReadAgain => false;

    protected override string Noun => "query";

    protected override string? EmptyHint => "check the query; if the reader was read before, run the query again";

    private protected override string ReadOnceMessage =>
        $"{Name} can be read only once: run the query again, or write its rows to a file with "
            + $"{nameof(CacheSource)}.{nameof(CacheSource.Write)}.";

    protected override IReadOnlyList<SourceColumn> ReadColumns()
    {
        RequireOpen();
        return
        [
            .. Enumerable.Range(0, reader.FieldCount).Select(
                place => new SourceColumn(
                    reader.GetName(place),
                    ValueText.IsNumber(reader.GetFieldType(place)) ? ColumnKind.Numeric : ColumnKind.Categorical)),
        ];
    }

    protected override IEnumerable<DataCell[]> ReadRows(IReadOnlyList<int> columns, CancellationToken cancellationToken)
    {
        if (_isRead)
        {
            throw new InvalidOperationException(ReadOnceMessage);
        }

        RequireOpen();
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

    private void RequireOpen()
    {
        if (reader.IsClosed)
        {
            throw new InvalidOperationException(
                $"{Name}: the reader is closed; keep it and its connection open until the data have been read.");
        }
    }

    private Func<DataCell> Getter(int column)
    {
        Type type = reader.GetFieldType(column);
        return (type.IsEnum ? TypeCode.Object : Type.GetTypeCode(type)) switch
        {
            TypeCode.Double => () => DataCell.Of(reader.GetDouble(column)),
            TypeCode.Int32 => () => DataCell.Of(reader.GetInt32(column)),
            TypeCode.Int64 => () => DataCell.Of(reader.GetInt64(column)),
            TypeCode.String => () => DataCell.Of(reader.GetString(column)),
            TypeCode.Boolean => () => DataCell.Of(reader.GetBoolean(column)),
            TypeCode.DateTime => () => DataCell.Of(ValueText.Of(reader.GetDateTime(column))),

            // The text of the others is that of a CSV file: the decimal 0.1 and the single 0.1 are the double 0.1.
            _ when !ValueText.HasText(type) => throw Unsupported(column, type),
            _ => () => DataCell.Of(ValueText.Of(reader.GetValue(column))),
        };
    }

    private DataException Unsupported(int column, Type type) => new(
        string.Create(CultureInfo.InvariantCulture, $"values of type {type.Name} can be neither numbers nor categories"),
        Name,
        column: reader.GetName(column),
        hint: "convert it in the query, such as with CAST, or leave it out of the query or of the features");
}
