using System.Text;
using LogReg.Shared;

namespace LogReg.Data;

/// <summary>An opened data file as UTF-8 without byte order mark, whatever it is on the disk: gzip, another
/// encoding, another dialect.</summary>
internal sealed class Utf8Input : IDisposable
{
    private const int LongestMark = 4;
    private const int BufferSize = 1 << 16;

    private readonly CountingStream _file;

    private Utf8Input(CountingStream file, Stream text, Encoding? encoding, Encoding? otherMark)
    {
        Encoding = encoding;
        _file = file;
        Text = text;
        OtherMark = otherMark;
    }

    /// <summary>The text as UTF-8.</summary>
    public Stream Text { get; }

    /// <summary>The encoding of the file, by its byte order mark or the dialect; <see langword="null"/> for UTF-8.</summary>
    public Encoding? Encoding { get; }

    /// <summary>The encoding of the byte order mark, where the dialect names another one; otherwise <see langword="null"/>.</summary>
    public Encoding? OtherMark { get; }

    /// <summary>Whether the file is compressed with gzip.</summary>
    public bool IsGzip { get; private init; }

    /// <summary>The length of the text, where it can be read from any place on: where the file is the text.</summary>
    public long? Length { get; private init; }

    /// <summary>The bytes that have been taken from the file.</summary>
    public long BytesRead => _file.Count;

    /// <summary>Recognises how a stream is compressed and encoded.</summary>
    /// <param name="stream">The bytes of the file, closed with the result.</param>
    /// <param name="dialect">How the text is written; what the parser does not read is rewritten.</param>
    /// <param name="threads">The largest number of threads that may decompress, at least 1.</param>
    /// <param name="watch">Notified of every read; may be <see langword="null"/>.</param>
    /// <returns>The text.</returns>
    /// <exception cref="InvalidDataException">The compressed data are damaged.</exception>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    public static Utf8Input Open(Stream stream, CsvDialect dialect, int threads, ReadWatch? watch = null)
    {
        try
        {
            var file = new CountingStream(stream, LongestMark, watch);
            bool isGzip = file.Start is [0x1f, 0x8b, ..];
            CountingStream text = isGzip
                ? new CountingStream(new BufferedStream(Decompress(file, threads), BufferSize), LongestMark)
                : file;
            Encoding? marked = MarkOf(text.Start);
            text.Skip(marked?.Preamble.Length ?? 0);

            // What a file says of itself is right.
            Encoding? encoding = (marked ?? dialect.Encoding) is Encoding named and not UTF8Encoding ? named : null;
            Stream decoded = encoding is null
                ? text
                : new BufferedStream(System.Text.Encoding.CreateTranscodingStream(text, encoding, new UTF8Encoding(false)), BufferSize);
            Encoding? other = marked is not null && dialect.Encoding is Encoding wanted && !AreSame(marked, wanted) ? marked : null;
            return new Utf8Input(file, dialect.IsRewritten ? new DialectStream(decoded, dialect) : decoded, encoding, other)
            {
                IsGzip = isGzip,
                Length = !isGzip && encoding is null && !dialect.IsRewritten ? file.Length : null,
            };
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>Leaves out the first bytes of the text.</summary>
    /// <param name="length">The number of bytes.</param>
    public void Skip(long length)
    {
        if (Length is not null)
        {
            _file.Seek(length);
            return;
        }

        byte[] buffer = new byte[Math.Min(length, BufferSize)];
        while (length > 0)
        {
            int read = Text.Read(buffer.AsSpan(0, (int)Math.Min(length, buffer.Length)));
            if (read == 0)
            {
                return;
            }

            length -= read;
        }
    }

    public void Dispose() => Text.Dispose();

    private static ForwardStream Decompress(CountingStream file, int threads) =>
        BlockGzip.IsBlock(file.LookAt(BlockGzip.HeaderLength)) ? new BlockGzip(file, threads) : new GzipInput(file);

    private static Encoding? MarkOf(ReadOnlySpan<byte> start) => start switch
    {
        [0xef, 0xbb, 0xbf, ..] => new UTF8Encoding(encoderShouldEmitUTF8Identifier: true, throwOnInvalidBytes: true),
        [0xff, 0xfe, 0x00, 0x00] => new UTF32Encoding(bigEndian: false, byteOrderMark: true, throwOnInvalidCharacters: true),
        [0x00, 0x00, 0xfe, 0xff] => new UTF32Encoding(bigEndian: true, byteOrderMark: true, throwOnInvalidCharacters: true),
        [0xff, 0xfe, ..] => new UnicodeEncoding(bigEndian: false, byteOrderMark: true, throwOnInvalidBytes: true),
        [0xfe, 0xff, ..] => new UnicodeEncoding(bigEndian: true, byteOrderMark: true, throwOnInvalidBytes: true),
        _ => null,
    };

    // The mark says which byte comes first, which the name UTF-16 leaves open.
    private static bool AreSame(Encoding marked, Encoding named) =>
        marked.CodePage == named.CodePage || (marked is UnicodeEncoding && named is UnicodeEncoding)
        || (marked is UTF32Encoding && named is UTF32Encoding);
}
