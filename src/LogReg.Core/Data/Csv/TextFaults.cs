using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace LogReg.Data;

/// <summary>The faults of bytes that are not the text of a CSV file.</summary>
internal static class TextFaults
{
    /// <summary>Finds the first fault.</summary>
    /// <param name="bytes">The text.</param>
    /// <returns>The fault; <see langword="null"/> if the text is valid UTF-8 without zero bytes.</returns>
    public static ReadFault? Find(ReadOnlySpan<byte> bytes)
    {
        int zero = bytes.IndexOf((byte)0);
        int invalid = Utf8.IsValid(bytes) ? -1 : FirstInvalidUtf8(bytes);
        return zero >= 0 && (invalid < 0 || zero < invalid) ? ZeroByte(zero) : invalid >= 0 ? InvalidUtf8(invalid) : null;
    }

    /// <summary>A zero byte, which no text has.</summary>
    /// <param name="offset">Its position.</param>
    public static ReadFault ZeroByte(int offset) => new(offset, "this is not a text file: it contains a zero byte")
    {
        Hint = $"give a CSV file in UTF-8, or use {Option.Encoding.Is("utf-16le")} or {Option.Encoding.Is("utf-16be")} if it is UTF-16; a "
            + $"spreadsheet or a database must be exported as CSV",
    };

    /// <summary>Bytes that are not UTF-8.</summary>
    /// <param name="offset">The position of the first.</param>
    public static ReadFault InvalidUtf8(int offset) => new(offset, "the text is not valid UTF-8")
    {
        Hint = OptionText.Of(
            $"use {Option.Encoding.Is(TextEncoding.Windows1252)} if it is Western European, or the name of another encoding, such as "
                + $"shift_jis, gb18030 or koi8-r; or save the file as UTF-8"),
        Cause = new DecoderFallbackException(),
    };

    /// <summary>The position of the first bytes that are not UTF-8.</summary>
    /// <param name="text">The text.</param>
    public static int FirstInvalidUtf8(ReadOnlySpan<byte> text)
    {
        int offset = 0;
        while (offset < text.Length
            && Rune.DecodeFromUtf8(text[offset..], out _, out int length) == OperationStatus.Done)
        {
            offset += length;
        }

        return offset;
    }
}
