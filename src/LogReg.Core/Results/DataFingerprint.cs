using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using LogReg.Collectives;
using LogReg.Data;

namespace LogReg;

/// <summary>
/// Hashes of data files, by which a model can say which data it was trained on: of the bytes as they are on the disk, compressed or not.
/// Files of up to 16 MiB together have SHA-256, as <c>cat FILES | sha256sum</c> prints it. SHA-256 of larger ones would take as long as a
/// fourth of reading them: they have a faster checksum, which tells accidental changes, but is no proof against intended ones. Beyond
/// 16 GiB it is one of blocks, which several processes can share.
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

    /// <summary>What precedes the hexadecimal digits of the checksum of the largest files: XXH64 of the checksums (XXH64, eight bytes with
    /// the highest first) of each block of 64 MiB, as it is printed by
    /// <c>cat FILES | split -b 64M --filter='xxh64sum | head -c 16' | xxd -r -p | xxh64sum</c>.</summary>
    public const string BlockPrefix = BlockChecksum.Prefix;

    /// <summary>The largest size of the files with a single checksum, in bytes.</summary>
    public const long LargestChecksum = 16L << 30;

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
    public static string OfFiles(IReadOnlyList<string> paths, CancellationToken cancellationToken = default) =>
        OfFiles(paths, LocalCollective.Instance, cancellationToken);

    /// <summary>Hashes the bytes of several files by several processes, which share the work on files of more than
    /// <see cref="LargestChecksum"/>; smaller ones rank 0 hashes alone.</summary>
    /// <param name="paths">Their paths, in the order in which they are read, the same in every process.</param>
    /// <param name="collective">The processes.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The prefix of the method, and the digits in lower case, in every process.</returns>
    /// <exception cref="ArgumentException">There are no files, or a path is empty.</exception>
    /// <exception cref="LogRegException">A file cannot be read.</exception>
    /// <exception cref="CollectiveException">Another process has failed.</exception>
    /// <exception cref="OperationCanceledException">The reading was cancelled.</exception>
    public static string OfFiles(IReadOnlyList<string> paths, ICollective collective, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(paths);
        ArgumentNullException.ThrowIfNull(collective);
        if (paths.Count == 0 || paths.Any(string.IsNullOrEmpty))
        {
            throw new ArgumentException("There must be at least one file, and no path may be empty.", nameof(paths));
        }

        long size = collective.Together(() => paths.Sum(SizeOf));
        if (size > LargestChecksum)
        {
            return OfBlocks(paths, size, BlockChecksum.UsualBlockBytes, collective, cancellationToken);
        }

        string own = collective.Together(
            () => collective.Rank > 0 ? "" : size <= LargestSha256 ? OfAll(paths, cancellationToken) : Checked(paths, cancellationToken));
        return Encoding.ASCII.GetString(collective.AllGatherBytes(Encoding.ASCII.GetBytes(own))[0]);
    }

    /// <summary>The checksum of blocks, of which each process reads a run.</summary>
    /// <param name="paths">The files.</param>
    /// <param name="size">How many bytes they have.</param>
    /// <param name="blockBytes">How many bytes a block has.</param>
    /// <param name="collective">The processes.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    internal static string OfBlocks(
        IReadOnlyList<string> paths, long size, int blockBytes, ICollective collective, CancellationToken cancellationToken)
    {
        long blocks = (size + blockBytes - 1) / blockBytes;
        long first = blocks * collective.Rank / collective.Size * blockBytes;
        long end = Math.Min(size, blocks * (collective.Rank + 1) / collective.Size * blockBytes);
        ulong[] own = collective.Together(() =>
        {
            var checksum = new BlockChecksum(blockBytes);
            ReadPieces(paths, first, end, checksum.Append, cancellationToken);
            return checksum.Blocks.ToArray();
        });
        return BlockChecksum.TextOf(collective.AllGatherValues<ulong>(own));
    }

    private static string OfAll(IReadOnlyList<string> paths, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        ReadPieces(paths, 0, long.MaxValue, piece => hash.AppendData(piece), cancellationToken);
        return Sha256Prefix + Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static string Checked(IReadOnlyList<string> paths, CancellationToken cancellationToken)
    {
        var checksum = new Checksum();
        ReadPieces(paths, 0, long.MaxValue, checksum.Append, cancellationToken);
        return checksum.ToString();
    }

    private static long SizeOf(string path)
    {
        using FileStream stream = FileOpener.Open(path);
        return stream.CanSeek ? stream.Length : 0;
    }

    private static void ReadPieces(
        IReadOnlyList<string> paths, long first, long end, Action<ReadOnlySpan<byte>> add, CancellationToken cancellationToken)
    {
        byte[] piece = ArrayPool<byte>.Shared.Rent(PieceBytes);
        try
        {
            long start = 0;
            foreach (string path in paths)
            {
                using FileStream stream = FileOpener.Open(path);
                long length = stream.CanSeek ? stream.Length : 0;
                if (first > start && first - start < length)
                {
                    stream.Position = first - start;
                }

                long left = first - start >= length && length > 0 ? 0 : end - Math.Max(start, first);
                for (int read = 1; left > 0 && read > 0; left -= read)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    read = Read(stream, path, piece.AsSpan(0, (int)Math.Min(piece.Length, left)));
                    add(piece.AsSpan(0, read));
                }

                start += length;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(piece);
        }
    }

    private static int Read(FileStream stream, string path, Span<byte> piece)
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
