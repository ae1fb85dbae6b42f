namespace LogReg.Data;

/// <summary>Recognises files that are not CSV, and names their kind.</summary>
internal static class BinaryCheck
{
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

        foreach (FileKind kind in FileKind.All)
        {
            if (kind.Is(start))
            {
                throw new DataException($"this is {kind.Name}, not a CSV file", file, hint: kind.Hint);
            }
        }

        if (TextKind.Find(start) is FileKind text)
        {
            throw new DataException($"this is {text.Name}, not a CSV file", file, hint: text.Hint);
        }

        int zero = start.IndexOf((byte)0);
        if (zero < 0)
        {
            return;
        }

        if (LooksLikeUtf16(start[..Math.Min(start.Length, 1 << 10)]))
        {
            throw new DataException(
                "this looks like UTF-16 without a byte order mark",
                file,
                hint: "save the file as UTF-8, or as UTF-16 with a byte order mark");
        }

        throw SegmentParser.ZeroByte(zero).ToException(file, RowPlace.OfLine(1 + LineCounter.Count(start[..zero])));
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
            ? new DataException("this is an OpenDocument file, not a CSV file", file, hint: "save the sheet as CSV")
            : new DataException(
                "this is a ZIP archive, not a CSV file",
                file,
                hint: "unpack it, and give the CSV file inside it, or compress that as .gz");
    }

    // Plain letters, digits and delimiters are a zero byte and a character in turn.
    private static bool LooksLikeUtf16(ReadOnlySpan<byte> start)
    {
        int even = 0;
        int odd = 0;
        for (int i = 0; i + 1 < start.Length; i += 2)
        {
            even += start[i] == 0 ? 1 : 0;
            odd += start[i + 1] == 0 ? 1 : 0;
        }

        int pairs = start.Length / 2;
        return (even == 0 && odd > pairs / 2) || (odd == 0 && even > pairs / 2);
    }
}
