namespace LogReg.Data;

/// <summary>Which lines of a LIBSVM file are rows.</summary>
/// <param name="quote">The byte around quoted cells by the dialect, which may hide line ends from whoever cuts the text.</param>
internal sealed class LibsvmLineRules(byte? quote) : LineRules
{
    public override byte? Quote => quote;

    public override byte UnusualStart => (byte)'#';

    public override LineKind KindOf(ReadOnlySpan<byte> line) =>
        LibsvmParser.WithoutComment(line).IsEmpty ? LineKind.NoRow : LineKind.Row;
}
