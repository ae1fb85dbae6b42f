using LogReg.Sources;

namespace LogReg.Cli.Output;

/// <summary>Writes rows into a Parquet file.</summary>
/// <param name="stream">Receives the file; left open.</param>
/// <param name="columns">Its columns.</param>
internal sealed class ParquetCells(Stream stream, IEnumerable<OutputColumn> columns) : ITypedCells
{
    private readonly ParquetRowWriter _writer = new(stream, [.. columns.Select(column => new ParquetColumnInfo(column.Name, column.Kind))]);

    public void WriteText(ReadOnlySpan<byte> text) => _writer.WriteText(text);

    public void WriteNumber(double number) => _writer.WriteNumber(number);

    public void WriteWhole(long number) => _writer.WriteWhole(number);

    public void WriteMissing() => _writer.WriteMissing();

    public void EndRow() => _writer.EndRow();

    public void Complete() => _writer.Complete();
}
