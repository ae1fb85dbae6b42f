using System.Globalization;
using LogReg.Data;
using LogReg.Sources;

namespace LogReg.Cli.Output;

/// <summary>Writes rows as a Parquet file with typed columns.</summary>
/// <param name="stream">Receives the file; left open.</param>
internal sealed class ParquetRowOutput(Stream stream) : RowOutput
{
    private ParquetRowWriter? _writer;
    private IReadOnlyList<OutputColumn> _columns = [];
    private int _column;

    /// <summary>The kind of a kept column: its own in a Parquet file, a number if the model reads it as one, else a text.</summary>
    /// <param name="source">The input.</param>
    /// <param name="model">The model.</param>
    /// <param name="name">The column.</param>
    public static ParquetColumnKind KindOf(DataSource source, LogisticModel model, string name) => ParquetRowWriter.KindOf(source, name)
        ?? (model.Features.Any(feature => feature.Name == name && feature.Kind == ColumnKind.Numeric)
            ? ParquetColumnKind.Number
            : ParquetColumnKind.Text);

    /// <summary>The kind of a column of classes: whole numbers if all of them are.</summary>
    public static ParquetColumnKind KindOf(IEnumerable<string> classes) => classes.All(
        name => long.TryParse(name, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number)
            && number.ToString(CultureInfo.InvariantCulture) == name)
        ? ParquetColumnKind.WholeNumber
        : ParquetColumnKind.Text;

    public override void WriteHeader(IReadOnlyList<OutputColumn> columns)
    {
        _columns = columns;
        _writer = new ParquetRowWriter(stream, [.. columns.Select(column => new ParquetColumnInfo(column.Name, column.Kind))]);
    }

    public override void WriteText(ReadOnlySpan<byte> text)
    {
        switch (_columns[_column].Kind)
        {
            case ParquetColumnKind.Number:
                bool isNumber = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number);
                WriteNumber(isNumber ? number : double.NaN);
                break;
            case ParquetColumnKind.WholeNumber
                when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long whole):
                WriteWhole(whole);
                break;
            case ParquetColumnKind.WholeNumber:
                WriteMissing();
                break;
            default:
                _writer!.WriteText(text);
                _column++;
                break;
        }
    }

    public override void WriteClass(ReadOnlySpan<byte> name) => WriteText(name);

    public override void WriteNumber(double number)
    {
        _writer!.WriteNumber(number);
        _column++;
    }

    public override void WriteWhole(long number)
    {
        _writer!.WriteWhole(number);
        _column++;
    }

    public override void WriteMissing()
    {
        _writer!.WriteMissing();
        _column++;
    }

    public override void EndRow()
    {
        _writer!.EndRow();
        _column = 0;
    }

    public override void Flush()
    {
    }

    public override void Complete() => _writer!.Complete();
}
