using System.Globalization;
using System.Text;
using LogReg.Data;
using LogReg.Sources;
using LogReg.Terms;

namespace LogReg.Cli.Output;

/// <summary>Writes rows with typed columns, as a Parquet file has them.</summary>
/// <param name="begin">Begins what receives the cells, of the columns at hand.</param>
internal sealed class ParquetRowOutput(Func<IReadOnlyList<OutputColumn>, ITypedCells> begin) : RowOutput
{
    private static readonly NumberNotation Plain = new();

    private ITypedCells? _writer;
    private IReadOnlyList<OutputColumn> _columns = [];
    private int _column;

    /// <summary>Writes a file.</summary>
    /// <param name="stream">Receives it; left open.</param>
    public ParquetRowOutput(Stream stream)
        : this(columns => new ParquetCells(stream, columns))
    {
    }

    /// <summary>A kept column: of its own kind in a Parquet file; one of numbers if the model reads its cells as plain numbers, else one
    /// of texts, which are kept as they are written.</summary>
    /// <param name="source">The input.</param>
    /// <param name="model">The model.</param>
    /// <param name="name">The column.</param>
    /// <param name="isPlain">Whether nobody said that the input writes numbers otherwise.</param>
    public static OutputColumn Keep(DataSource source, LogisticModel model, string name, bool isPlain) => new(
        name,
        ParquetRowWriter.KindOf(source, name)
            ?? (isPlain
                && model.Features.FirstOrDefault(feature => feature.Name == name) is NumericFeature { DateOrder: null, Notation: null }
                ? ParquetColumnKind.Number
                : ParquetColumnKind.Text))
    {
        // What stands for a missing cell where the input has types, and for an empty cell of a text.
        MissingTexts = source.MissingValues.Contains("") ? ["", .. source.MissingValues] : source.MissingValues,
    };

    /// <summary>The kind of a column of classes: whole numbers if all of them are.</summary>
    public static ParquetColumnKind KindOf(IEnumerable<string> classes) => classes.All(
        name => long.TryParse(name, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number)
            && number.ToString(CultureInfo.InvariantCulture) == name)
        ? ParquetColumnKind.WholeNumber
        : ParquetColumnKind.Text;

    public override void WriteHeader(IReadOnlyList<OutputColumn> columns)
    {
        _columns = columns;
        _writer = begin(columns);
    }

    public override void WriteText(ReadOnlySpan<byte> text)
    {
        OutputColumn column = _columns[_column];
        switch (column.Kind)
        {
            case ParquetColumnKind.Number:
                WriteNumber(NumberOf(text, column));
                break;
            case ParquetColumnKind.WholeNumber
                when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long whole):
                WriteWhole(whole);
                break;
            case ParquetColumnKind.WholeNumber when IsMissing(text, column):
                WriteMissing();
                break;
            case ParquetColumnKind.WholeNumber:
                throw NotANumber(text, column);
            default:
                if (column.MissingTexts is [string missing, ..] && Encoding.UTF8.GetString(text) == missing)
                {
                    _writer!.WriteMissing();
                }
                else
                {
                    _writer!.WriteText(text);
                }

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

    // Scoring reads typographic signs, and an error of a spreadsheet as a missing cell.
    private static double NumberOf(ReadOnlySpan<byte> text, OutputColumn column) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number) ? number
            : IsMissing(text, column) ? double.NaN
            : Plain.TryRead(Encoding.UTF8.GetString(text), out number) ? number
            : throw NotANumber(text, column);

    private static bool IsMissing(ReadOnlySpan<byte> text, OutputColumn column) => text is [] or [(byte)'#', ..]
        || column.MissingTexts.Contains(Encoding.UTF8.GetString(text), StringComparer.OrdinalIgnoreCase);

    private static DataException NotANumber(ReadOnlySpan<byte> text, OutputColumn column)
    {
        string value = Encoding.UTF8.GetString(text);
        return new DataException(
            $"'{value}' is not a plain number, which this column of a Parquet file needs",
            column: column.Name,
            value: value,
            hint: "write CSV, which keeps the text: give the output a name that ends in .csv");
    }
}
