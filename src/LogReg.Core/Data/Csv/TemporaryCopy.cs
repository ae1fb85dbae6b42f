using LogReg.Shared;

namespace LogReg.Data;

/// <summary>A copy of a stream in a temporary file that has no name, so that nothing stays behind, however the process ends.</summary>
internal sealed class TemporaryCopy : IDisposable
{
    private const int BufferSize = 1 << 16;

    private readonly FileStream _file;

    private TemporaryCopy(FileStream file)
    {
        _file = file;
        Length = file.Length;
    }

    /// <summary>The size in bytes.</summary>
    public long Length { get; }

    /// <summary>Copies a stream to its end.</summary>
    /// <exception cref="DataException">The stream cannot be read, or there is no room for the copy.</exception>
    public static TemporaryCopy Of(Stream stream, string name, CancellationToken cancellationToken)
    {
        FileStream? file = null;
        try
        {
            file = NamelessFile.Create(Path.GetTempPath());
            byte[] buffer = new byte[BufferSize];
            int length;
            while ((length = stream.Read(buffer)) > 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
                file.Write(buffer, 0, length);
            }

            return new TemporaryCopy(file);
        }
        catch (Exception exception)
        {
            file?.Dispose();
            if (exception is IOException or UnauthorizedAccessException)
            {
                throw new DataException(
                    "the data cannot be copied to a temporary file: " + exception.Message.ReplaceLineEndings(" "),
                    name,
                    hint: (exception is DirectoryNotFoundException ? "create the folder " : "free space in ")
                        + $"{DataException.Quote(Path.GetTempPath())}, or give a file instead of a stream",
                    innerException: exception);
            }

            throw;
        }
    }

    /// <summary>Opens the copy at its beginning.</summary>
    public Stream Open() => new View(_file);

    public void Dispose() => _file.Dispose();

    /// <summary>Reads the file at a position of its own, so that it can be open several times.</summary>
    private sealed class View(FileStream file) : ForwardStream
    {
        private long _position;

        public override int Read(Span<byte> buffer)
        {
            int length = RandomAccess.Read(file.SafeFileHandle, buffer, _position);
            _position += length;
            return length;
        }
    }
}
