using System.Text;

namespace LogReg.Data;

/// <summary>An opened data file as UTF-8 without byte order mark, whatever it is on the disk: gzip, UTF-16, UTF-32.</summary>
internal sealed class Utf8Input : IDisposable
{
    private const int LongestMark = 4;
    private const int BufferSize = 1 << 16;

    private readonly CountingStream _file;

    private Utf8Input(CountingStream file, Stream text)
    {
        _file = file;
        Text = text;
    }

    /// <summary>The text as UTF-8.</summary>
    public Stream Text { get; }

    /// <summary>The bytes that have been taken from the file.</summary>
    public long BytesRead => _file.Count;

    /// <summary>Recognises how a stream is compressed and encoded.</summary>
    /// <param name="stream">The bytes of the file, closed with the result.</param>
    /// <returns>The text.</returns>
    /// <exception cref="InvalidDataException">The compressed data are damaged.</exception>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    public static Utf8Input Open(Stream stream)
    {
        try
        {
            var file = new CountingStream(stream, LongestMark);
            CountingStream text = file.Start is [0x1f, 0x8b, ..]
                ? new CountingStream(new BufferedStream(new GzipInput(file), BufferSize), LongestMark)
                : file;
            return new Utf8Input(file, Decode(text));
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    public void Dispose() => Text.Dispose();

    private static Stream Decode(CountingStream text)
    {
        if (text.Start is [0xef, 0xbb, 0xbf, ..])
        {
            text.Skip(3);
            return text;
        }

        Encoding? encoding = text.Start switch
        {
            [0xff, 0xfe, 0x00, 0x00] => new UTF32Encoding(bigEndian: false, byteOrderMark: true, throwOnInvalidCharacters: true),
            [0x00, 0x00, 0xfe, 0xff] => new UTF32Encoding(bigEndian: true, byteOrderMark: true, throwOnInvalidCharacters: true),
            [0xff, 0xfe, ..] => new UnicodeEncoding(bigEndian: false, byteOrderMark: true, throwOnInvalidBytes: true),
            [0xfe, 0xff, ..] => new UnicodeEncoding(bigEndian: true, byteOrderMark: true, throwOnInvalidBytes: true),
            _ => null,
        };
        if (encoding is null)
        {
            return text;
        }

        text.Skip(encoding.Preamble.Length);
        return new BufferedStream(Encoding.CreateTranscodingStream(text, encoding, new UTF8Encoding(false)), BufferSize);
    }
}
