using System.Runtime.CompilerServices;

namespace LogReg.Storage;

/// <summary>
/// Room for the columns of a table and of design matrices: the first of them on the heap, the others in memory outside of it, or, beyond a
/// limit, in memory-mapped files. What was handed out is valid until the storage is disposed.
/// </summary>
internal sealed class ColumnStorage : IDisposable
{
    // Large enough that few files are open, small enough that little room is left over.
    private const long SegmentBytes = 64 << 20;

    // Where the columns of a chunk start on pages of their own, what is written beside others does not hold up reading.
    private const int Alignment = 4096;

    // A line of the cache.
    private const int ShortAlignment = 64;

    // The columns of a chunk are long powers of two: side by side, the same rows of all of them would fall on the same few places of a
    // cache and drive one another out.
    private const int Stagger = Alignment;

    // What a program uses before it has read a row, what the reading needs, and the pages of the file that are at work.
    private const long FixedBytes = 96L << 20;

    // A class, weights, log-odds, residuals, curvatures, and what goes through the solver's hands.
    private const long BytesOfRow = 64;

    // Between two looks at the memory some of it is taken.
    private const int ReserveShare = 5;

    // Small tables come and go with the collector.
    private const long SmallBytes = 1 << 20;

    private readonly Lock _lock = new();
    private readonly List<StorageSegment> _segments = [];
    private readonly ResidentGuard? _guard;
    private readonly string? _directory;
    private readonly bool _isScope;
    private long _heapBytes;
    private long _used;

    /// <summary>Room in memory, without a limit.</summary>
    public ColumnStorage()
        : this(SmallBytes, guard: null, directory: null, isScope: false)
    {
    }

    /// <param name="heapBytes">How many bytes may be on the heap.</param>
    /// <param name="residentBytes">How much memory of the process may be in use before pages of the files are given back.</param>
    /// <param name="directory">Where the files are.</param>
    public ColumnStorage(long heapBytes, long residentBytes, string directory)
        : this(heapBytes, new ResidentGuard(residentBytes), directory, isScope: false)
    {
    }

    private ColumnStorage(long heapBytes, ResidentGuard? guard, string? directory, bool isScope)
    {
        _heapBytes = heapBytes;
        _guard = guard;
        _directory = directory;
        _isScope = isScope;
    }

    /// <summary>Room on the heap, without a limit, for what nobody disposes.</summary>
    public static ColumnStorage Heap { get; } = new(long.MaxValue, guard: null, directory: null, isScope: true);

    /// <summary>Room for a table and what becomes of it.</summary>
    /// <param name="memoryLimit">How many bytes of memory the process may use, or <see langword="null"/> for as many as there are.</param>
    /// <param name="rowCount">About how many rows the table will have; −1 where that is not known, so that all of them go into
    /// files.</param>
    /// <param name="directory">Where the files are; <see langword="null"/> for the folder of temporary files.</param>
    public static ColumnStorage Create(long? memoryLimit, long rowCount, string? directory)
    {
        if (memoryLimit is not long limit)
        {
            return new ColumnStorage();
        }

        long heapBytes = rowCount < 0 ? 0 : Math.Max(0, limit - FixedBytes - (BytesOfRow * rowCount));
        return new ColumnStorage(heapBytes, limit - (limit / ReserveShare), directory ?? Path.GetTempPath());
    }

    /// <summary>How many bytes are in files.</summary>
    public long MappedBytes { get; private set; }

    /// <summary>Room for copies that are needed for a while: to be disposed when they are not.</summary>
    public ColumnStorage CreateScope() =>
        this == Heap ? Heap : new ColumnStorage(_directory is null ? SmallBytes : 0, _guard, _directory, isScope: true);

    /// <summary>Finds room for values, which are not set to anything.</summary>
    /// <typeparam name="T">The type of a value.</typeparam>
    /// <param name="length">How many values.</param>
    /// <exception cref="LogRegException">There is no room for the file.</exception>
    public ColumnValues<T> Allocate<T>(int length)
        where T : unmanaged
    {
        long bytes = (long)length * Unsafe.SizeOf<T>();
        lock (_lock)
        {
            if (bytes <= _heapBytes)
            {
                _heapBytes -= bytes;
                return GC.AllocateUninitializedArray<T>(length);
            }

            // From here on in segments, so that the rows that come late are together.
            _heapBytes = 0;

            // Short columns share pages: there may be a million of them.
            bool isShort = bytes < Alignment;
            int alignment = isShort ? ShortAlignment : Alignment;
            _used = (_used + alignment - 1) / alignment * alignment;
            long aligned = ((bytes + alignment - 1) / alignment * alignment) + (isShort ? 0 : Stagger);
            if (_segments.Count == 0 || _used + aligned > _segments[^1].Length)
            {
                _segments.Add(CreateSegment(Math.Max(SegmentBytes, aligned)));
                _used = 0;
            }

            nint address = _segments[^1].Address + (nint)_used;
            _used += aligned;
            MappedBytes += _directory is null ? 0 : aligned;
            return new ColumnValues<T>(address, length);
        }
    }

    /// <summary>Gives up what was handed out, and the files.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            foreach (StorageSegment segment in _segments)
            {
                if (segment is MappedSegment mapped)
                {
                    _guard!.Forget(mapped);
                }

                segment.Dispose();
            }

            _segments.Clear();
        }

        if (!_isScope)
        {
            _guard?.Dispose();
        }
    }

    private StorageSegment CreateSegment(long length)
    {
        if (_directory is null)
        {
            return new MemorySegment(length);
        }

        var segment = MappedSegment.Create(_directory, length);
        _guard!.Watch(segment);
        return segment;
    }
}
