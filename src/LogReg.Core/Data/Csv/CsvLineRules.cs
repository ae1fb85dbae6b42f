using System.Text;

namespace LogReg.Data;

/// <summary>Which lines of a CSV file are rows.</summary>
/// <param name="options">How the file is read.</param>
/// <param name="layout">The names and the delimiter.</param>
internal sealed class CsvLineRules(CsvOptions options, CsvLayout layout) : LineRules
{
    private readonly byte _delimiter = layout.Separator;

    // A line that begins with the first name may be the header again; a single name may well be a level of its column, too.
    private readonly byte[]? _name =
        options.HasHeader && layout.Header.Names.Count > 1 ? Encoding.UTF8.GetBytes(layout.Header.Names[0]) : null;

    public override byte? Quote { get; } = layout.Dialect.QuoteByte;

    public override byte UnusualStart => _name is [byte first, ..] ? first : (byte)'\n';

    // The header is recognised by its start, which must be a name.
    public override bool AreKnown => _name is null || (_name.Length > 0 && layout.Shape.Fields[0] == 0);

    public override LineKind KindOf(ReadOnlySpan<byte> line)
    {
        int start = 0;
        while (start < line.Length && line[start] is (byte)' ' or (byte)'\t' && line[start] != _delimiter)
        {
            start++;
        }

        return start == line.Length ? LineKind.NoRow
            : _name is not null && CellText.Trim(line).StartsWith(_name) ? LineKind.Unknown
            : LineKind.Row;
    }
}
