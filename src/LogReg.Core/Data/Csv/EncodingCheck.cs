using System.Buffers;
using System.Text;

namespace LogReg.Data;

/// <summary>Finds out whether a text that is not valid UTF-8 is plain in Windows-1252.</summary>
internal static class EncodingCheck
{
    private const int BufferSize = 1 << 16;
    private const int LongestRune = 4;

    // Bytes that stand for nothing in Windows-1252.
    private static readonly SearchValues<byte> NoCharacter = SearchValues.Create([0x81, 0x8d, 0x8f, 0x90, 0x9d, 0x7f]);

    /// <summary>Reads the whole text.</summary>
    /// <param name="text">The text as it is in the file.</param>
    /// <returns>The line of the first byte that is not UTF-8; <see langword="null"/> where the text may be something else than
    /// Windows-1252: binary data, UTF-8 with damage, or an alphabet that is not Latin, whose letters stand side by side.</returns>
    public static long? FindWindows1252(Stream text)
    {
        byte[] buffer = new byte[BufferSize + LongestRune];
        long line = 1;
        long? first = null;
        long high = 0;
        long adjacent = 0;
        bool isAfterHigh = false;
        int kept = 0;
        while (true)
        {
            int read = text.Read(buffer.AsSpan(kept, BufferSize));
            ReadOnlySpan<byte> bytes = buffer.AsSpan(0, kept + read);
            int at = 0;
            while (at < bytes.Length && (read == 0 || at + LongestRune <= bytes.Length))
            {
                byte next = bytes[at];
                bool isHigh = next >= 0x80;
                if (IsControl(next) || NoCharacter.Contains(next)
                    || (isHigh && Rune.DecodeFromUtf8(bytes[at..], out _, out _) == OperationStatus.Done))
                {
                    return null;
                }

                first ??= isHigh ? line : null;
                high += isHigh ? 1 : 0;
                adjacent += isHigh && isAfterHigh ? 1 : 0;
                isAfterHigh = isHigh;
                line += EndsLine(bytes, at) ? 1 : 0;
                at++;
            }

            if (read == 0)
            {
                return 2 * adjacent < high ? first : null;
            }

            kept = bytes.Length - at;
            bytes[at..].CopyTo(buffer);
        }
    }

    private static bool IsControl(byte next) => next < (byte)' ' && next is not ((byte)'\t' or (byte)'\n' or (byte)'\r');

    private static bool EndsLine(ReadOnlySpan<byte> bytes, int at) =>
        bytes[at] == (byte)'\n' || (bytes[at] == (byte)'\r' && (at + 1 == bytes.Length || bytes[at + 1] != (byte)'\n'));
}
