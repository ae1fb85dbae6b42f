using System.Buffers;
using System.Security.Cryptography;
using LogReg.Data;

namespace LogReg;

/// <summary>
/// Hashes of data files, by which a model can say which data it was trained on: of the bytes as they are on the disk, compressed or not.
/// Files of up to 16 MiB together have SHA-256, as <c>cat FILES | sha256sum</c> prints it. SHA-256 of larger ones would take as long as a
/// fourth of reading them: they have a faster checksum, which tells accidental changes, but is no proof against intended ones.
/// </summary>
public static class DataFingerprint
{
    /// <summary>What precedes the hexadecimal digits of SHA-256.</summary>
    public const string Sha256Prefix = "sha256:";

    /// <summary>What precedes the hexadecimal digits of the checksum of larger files: XXH64, as <c>cat FILES | xxh64sum</c> prints
    /// it.</summary>
    public const string ChecksumPrefix = Checksum.Prefix;

    /// <summary>The largest size of the files of which there is SHA-256, in bytes.</summary>
    public const long LargestSha256 = 16 << 20;

    // Small enough for a core's cache.
    private const int PieceBytes = 1 << 18;

    /// <summary>Hashes the bytes of a file.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The prefix of the method, and the digits in lower case.</returns>
    /// <exception cref="LogRegException">The file cannot be read.</exception>
    /// <exception cref="OperationCanceledException">The reading was cancelled.</exception>
    public static string OfFile(string path, CancellationToken cancellationToken = default) => OfFiles([path], cancellationToken);

    /// <summary>Hashes the bytes of several files, one file after the other.</summary>
    /// <param name="paths">Their paths, in the order in which they are read.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The prefix of the method, and the digits in lower case.</returns>
    /// <exception cref="ArgumentException">There are no files, or a path is empty.</exception>
    /// <exception cref="LogRegException">A file cannot be read.</exception>
    /// <exception cref="OperationCanceledException">The reading was cancelled.</exception>
    public static string OfFiles(IReadOnlyList<string> paths, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(paths);
        if (paths.Count == 0 || paths.Any(string.IsNullOrEmpty))
        {
            throw new ArgumentException("There must be at least one file, and no path may be empty.", nameof(paths));
        }

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        if (paths.Sum(SizeOf) <= LargestSha256)
        {
            ReadPieces(paths, piece => hash.AppendData(piece), cancellationToken);
            return Sha256Prefix + Convert.ToHexStringLower(hash.GetHashAndReset());
        }

        var checksum = new Checksum();
        ReadPieces(paths, checksum.Append, cancellationToken);
        return checksum.ToString();
    }

    private static long SizeOf(string path)
    {
        using FileStream stream = FileOpener.Open(path);
        return stream.CanSeek ? stream.Length : 0;
    }

    private static void ReadPieces(IReadOnlyList<string> paths, Action<ReadOnlySpan<byte>> add, CancellationToken cancellationToken)
    {
        byte[] piece = ArrayPool<byte>.Shared.Rent(PieceBytes);
        try
        {
            foreach (string path in paths)
            {
                using FileStream stream = FileOpener.Open(path);
                for (int read = Read(stream, path, piece); read > 0; read = Read(stream, path, piece))
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    add(piece.AsSpan(0, read));
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(piece);
        }
    }

    private static int Read(FileStream stream, string path, byte[] piece)
    {
        try
        {
            return stream.Read(piece);
        }
        catch (IOException exception)
        {
            throw new DataException(
                "the file cannot be read: " + exception.Message.ReplaceLineEndings(" "), path, innerException: exception);
        }
    }
}
