using System.Text;

namespace LogReg.Data;

/// <summary>Recognises files that are not CSV, and names their kind.</summary>
internal static class BinaryCheck
{
    // Every tenth character at least is a digit, a delimiter, a line end or a plain letter.
    private const int FewestPlain = 10;

    private const int LastPair = 1 << 12;

    /// <summary>Checks the first bytes of a file.</summary>
    /// <param name="start">The first bytes, decompressed, as many as there are at hand.</param>
    /// <param name="file">The name of the file for the error.</param>
    /// <exception cref="DataException">The file is not text.</exception>
    public static void ThrowIfNotText(ReadOnlySpan<byte> start, string file)
    {
        if (start.StartsWith("PK\u0003\u0004"u8) || start.StartsWith("PK\u0005\u0006"u8))
        {
            throw Zip(start, file);
        }

        if ((FileKind.Find(start) ?? TextKind.Find(start)) is FileKind kind)
        {
            throw new DataException($"this is {kind.Name}, not a CSV file", file, hint: kind.Hint);
        }

        int zero = start.IndexOf((byte)0);
        if (zero < 0)
        {
            return;
        }

        throw TextFaults.ZeroByte(zero).ToException(file, RowPlace.OfLine(1 + LineCounter.Count(start[..zero])));
    }

    // A workbook is an archive of parts, whose names stand in its first bytes.
    private static DataException Zip(ReadOnlySpan<byte> start, string file)
    {
        ReadOnlySpan<byte> first = start[..Math.Min(start.Length, 1 << 12)];
        return first.IndexOf("[Content_Types].xml"u8) >= 0 || first.IndexOf("xl/"u8) >= 0
            ? new DataException(
                "this is an Excel workbook (.xlsx) or another Office file, not a CSV file",
                file,
                hint: $"{Operation.OpenFile}, or save the sheet as CSV")
            : first.IndexOf("application/vnd.oasis.opendocument"u8) >= 0
            ? new DataException(
                "this is an OpenDocument file, not a CSV file", file, hint: "open it in LibreOffice or Excel, and save the sheet as CSV")
            : new DataException(
                "this is a ZIP archive, not a CSV file",
                file,
                hint: "unpack it, and give the CSV file inside it, or compress that as .gz");
    }

    /// <summary>Recognises UTF-16 without a byte order mark: digits, delimiters and line ends are a zero byte and a character in turn,
    /// and with the letters between them, of whatever alphabet, they are a text.</summary>
    /// <param name="start">The first bytes of a file.</param>
    /// <returns>The name of the encoding, or <see langword="null"/>.</returns>
    public static string? FindUtf16(ReadOnlySpan<byte> start)
    {
        start = start[..(Math.Min(start.Length, LastPair + 2) & ~1)];
        int even = 0;
        int odd = 0;
        for (int i = 0; i < start.Length; i += 2)
        {
            even += start[i] == 0 ? 1 : 0;
            odd += start[i + 1] == 0 ? 1 : 0;
        }

        string? name = even + odd < 2 || even > 0 == odd > 0 || FewestPlain * (even + odd) < start.Length / 2 ? null
            : odd > 0 ? "utf-16le"
            : "utf-16be";
        return name is not null && IsText(start, name) ? name : null;
    }

    // The last character of a long text may be half of a pair of surrogates.
    private static bool IsText(ReadOnlySpan<byte> start, string encoding)
    {
        try
        {
            string text = TextEncoding.Get(encoding).GetString(start.Length > LastPair ? start[..^2] : start);
            return text.AsSpan().ContainsAny('\r', '\n')
                && !text.Any(character => char.IsControl(character) && character is not ('\t' or '\r' or '\n'));
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }
}
