namespace LogReg.Data;

/// <summary>Counts the line breaks of a text: LF, CR and CR LF are one each.</summary>
internal static class LineCounter
{
    public static long Count(ReadOnlySpan<byte> text)
    {
        long lines = text.Count((byte)'\n');
        return text.Contains((byte)'\r') ? lines + text.Count((byte)'\r') - text.Count("\r\n"u8) : lines;
    }
}
