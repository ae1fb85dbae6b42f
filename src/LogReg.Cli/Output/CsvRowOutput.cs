using CsvHelper;

namespace LogReg.Cli.Output;

/// <summary>Writes rows as CSV as they come: UTF-8, commas, a line feed after each row.</summary>
/// <param name="stream">Receives the text; left open.</param>
/// <param name="isSafe">Whether a spreadsheet must not take texts for formulas.</param>
/// <param name="hasHeader">Whether the names of the columns are written.</param>
internal sealed class CsvRowOutput(Stream stream, bool isSafe, bool hasHeader = true) : RowOutput
{
    private const int BufferSize = 1 << 18;

    private readonly CsvWriter _csv =
        CsvWriter.Create(stream, new CsvWriterOptions { NewLine = "\n", BufferSize = BufferSize }, leaveOpen: true);

    public override void WriteHeader(IReadOnlyList<OutputColumn> columns)
    {
        if (hasHeader)
        {
            _csv.WriteHeader([.. columns.Select(column => SpreadsheetText.Of(column.Name, isSafe))]);
        }
    }

    public override void WriteText(ReadOnlySpan<byte> text) => _csv.WriteText(text, isSafe);

    public override void WriteClass(ReadOnlySpan<byte> name) => _csv.WriteText(name, isSafe);

    public override void WriteNumber(double number)
    {
        if (double.IsNaN(number))
        {
            WriteMissing();
        }
        else
        {
            _csv.WriteField(number);
        }
    }

    public override void WriteWhole(long number) => _csv.WriteField(number);

    public override void WriteMissing() => _csv.WriteField(""u8);

    public override void EndRow() => _csv.EndRecord();

    public override void Flush()
    {
        _csv.Flush();
        stream.Flush();
    }

    public override void Complete() => Flush();

    public override void Dispose()
    {
        _csv.Dispose();
        base.Dispose();
    }
}
