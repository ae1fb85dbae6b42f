using System.Buffers.Binary;
using System.Security.Cryptography;
using LogReg.Collectives;

namespace LogReg.Data;

/// <summary>Data that several processes read together: all must see the same files.</summary>
public static class SharedFiles
{
    // As much as tells most files apart.
    private const int StartLength = 1 << 12;

    private static OptionText Hint => "put the data where every process sees them under the same path, such as a shared file system";

    private static DataException Unlike(string name, string problem) => new(problem, name, hint: Hint);

    /// <summary>Opens files in several processes, after a comparison of what each sees: names, sizes and first bytes.</summary>
    /// <param name="collective">The processes.</param>
    /// <param name="find">Finds the paths of the files, in order.</param>
    /// <param name="open">Opens the source that reads them.</param>
    /// <returns>The source.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="LogRegException">A process cannot open the files, or sees others than rank 0; the same error in every
    /// process.</exception>
    /// <exception cref="CollectiveException">A process has failed.</exception>
    public static DataSource Open(ICollective collective, Func<IReadOnlyList<string>> find, Func<DataSource> open)
    {
        ArgumentNullException.ThrowIfNull(collective);
        ArgumentNullException.ThrowIfNull(find);
        ArgumentNullException.ThrowIfNull(open);
        if (collective.IsSingle)
        {
            return open();
        }

        string[] files = [.. Find(collective, find)];
        RequireSameNames(collective, files);
        RequireSame(collective, files, collective.Together(() => Array.ConvertAll(files, SizeOf)));
        RequireSameStarts(collective, files, collective.Together(() => Array.ConvertAll(files, StartOf)));
        return collective.Together(open);
    }

    /// <summary>Makes sure that files begin alike for all processes.</summary>
    /// <param name="collective">The processes.</param>
    /// <param name="files">The files; the same for all.</param>
    /// <param name="starts">Checksums of their first bytes.</param>
    /// <exception cref="DataException">A process sees other bytes than rank 0.</exception>
    internal static void RequireSameStarts(ICollective collective, string[] files, long[] starts) => ThrowUnlike(
        collective,
        starts,
        file => Unlike(files[file], $"rank {collective.Rank} sees other bytes at the beginning of the file than rank 0"));

    /// <summary>Makes sure that data have the same size for all processes.</summary>
    /// <param name="collective">The processes.</param>
    /// <param name="names">What the data are called; the same for all.</param>
    /// <param name="sizes">Their sizes; −1 for a file that is not there.</param>
    /// <exception cref="DataException">A process sees another size than rank 0.</exception>
    internal static void RequireSame(ICollective collective, IReadOnlyList<string> names, long[] sizes)
    {
        long[] ofRoot = [.. sizes];
        collective.BroadcastValues(ofRoot.AsSpan());
        ThrowUnlike(collective, sizes, place => Unlike(
            names[place],
            (sizes[place], ofRoot[place]) switch
            {
                ( < 0, _) => $"rank {collective.Rank} does not see the file, which rank 0 sees",
                (_, < 0) => $"rank 0 does not see the file, which rank {collective.Rank} sees",
                var (own, other) => $"rank {collective.Rank} sees a file of another size ({own} bytes) than rank 0 ({other} bytes)",
            }));
    }

    /// <summary>Refuses data that only one process can read.</summary>
    /// <param name="source">The data.</param>
    /// <exception cref="DataException">They are such.</exception>
    internal static void RequireShared(DataSource source)
    {
        if (!source.CanShare)
        {
            throw new DataException(
                "several processes cannot read these data, each a part of them: they can be read only once, or another reading may find "
                    + "other rows",
                source.Name,
                hint: $"write them to a file that every process sees, such as a cache with {Operation.WriteCache}, and read that");
        }
    }

    private static IReadOnlyList<string> Find(ICollective collective, Func<IReadOnlyList<string>> find)
    {
        (IReadOnlyList<string>? files, Exception? fault) = collective.Try(find);

        // What no process sees is an ordinary error; what some do not see is one of theirs.
        bool isOfSome = collective.SumOf(fault is null ? 0 : 1) < collective.Size;
        collective.ThrowFirst(
            fault is LogRegException known && isOfSome
                ? new LogRegException(
                    OptionText.Of($"rank {collective.Rank} does not see the data that other processes see: {known.Text}"), Hint)
                : fault);
        return files!;
    }

    private static void RequireSameNames(ICollective collective, string[] files)
    {
        byte[][] all = collective.AllGatherBytes(
            collective.Rank == 0 ? System.Text.Encoding.UTF8.GetBytes(string.Join('\0', files)) : []);
        string[] ofRoot = System.Text.Encoding.UTF8.GetString(all[0]).Split('\0');
        collective.ThrowFirst(
            ofRoot.Except(files).FirstOrDefault() is string missing
                ? Unlike(missing, $"rank {collective.Rank} does not see the file, which rank 0 sees")
            : files.Except(ofRoot).FirstOrDefault() is string other
                ? Unlike(other, $"rank 0 does not see the file, which rank {collective.Rank} sees")
            : null);
    }

    private static void ThrowUnlike(ICollective collective, long[] own, Func<int, DataException> fault)
    {
        long[] ofRoot = [.. own];
        collective.BroadcastValues(ofRoot.AsSpan());
        int unlike = own.AsSpan().CommonPrefixLength(ofRoot);
        collective.ThrowFirst(unlike < own.Length ? fault(unlike) : null);
    }

    private static long SizeOf(string path) => new FileInfo(path) is { Exists: true } file ? file.Length : -1;

    // Of a pipe, which must not lose them, no bytes are read; nor of a file that cannot be opened, about which opening it says more.
    private static long StartOf(string path)
    {
        if (SizeOf(path) <= 0)
        {
            return 0;
        }

        try
        {
            using FileStream file = FileOpener.Open(path);
            byte[] start = new byte[StartLength];
            int length = file.CanSeek ? file.ReadAtLeast(start, StartLength, throwOnEndOfStream: false) : 0;
            return BinaryPrimitives.ReadInt64LittleEndian(SHA256.HashData(start.AsSpan(0, length)));
        }
        catch (Exception exception) when (exception is IOException or DataException)
        {
            return 0;
        }
    }
}
