using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace LogReg.Mpi;

/// <summary>An MPI library, loaded while the program runs: nobody has to have one who does not use it.</summary>
internal sealed unsafe class MpiLibrary
{
    private const int LongestVersion = 8192;

    // Far larger than that of any library.
    private const int LargestStatus = 512;

    // Messages of up to this size move in one go. A longer one advances at each test, so that naps in between would slow it down.
    private const int LongestForNaps = 1 << 13;

    private static readonly TimeSpan LongestSpinning = TimeSpan.FromMicroseconds(20);
    private static readonly TimeSpan LongestYielding = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Nap = TimeSpan.FromMilliseconds(1);

    private readonly delegate* unmanaged<int*, byte***, int, int*, int> _init;
    private readonly delegate* unmanaged<int> _finalize;
    private readonly delegate* unmanaged<nint, int, int> _abort;
    private readonly delegate* unmanaged<nint, int*, int> _rank;
    private readonly delegate* unmanaged<nint, int*, int> _size;
    private readonly delegate* unmanaged<byte*, int*, int> _version;
    private readonly delegate* unmanaged<void*, int, nint, int, nint, nint*, int> _broadcast;
    private readonly delegate* unmanaged<void*, int, nint, void*, int*, int*, nint, int, nint, nint*, int> _gather;
    private readonly delegate* unmanaged<void*, int, nint, void*, int*, int*, nint, nint, nint*, int> _allGather;
    private readonly delegate* unmanaged<void*, int*, int*, nint, void*, int*, int*, nint, nint, nint*, int> _exchange;
    private readonly delegate* unmanaged<void*, void*, int, nint, nint, nint, nint*, int> _allReduce;
    private readonly delegate* unmanaged<nint*, int*, void*, int> _test;
    private readonly delegate* unmanaged<nint, nint*, int> _duplicate;
    private readonly MpiHandles _handles;
    private nint _meetings;

    private MpiLibrary(nint library, string name)
    {
        Name = name;
        Flavor = HasStandardAbi(library) ? MpiFlavor.StandardAbi
            : NativeLibrary.TryGetExport(library, "ompi_mpi_comm_world", out _) ? MpiFlavor.OpenMpi
            : MpiFlavor.Mpich;
        _handles = MpiHandles.Of(Flavor, library);
        void* Function(string symbol) => (void*)NativeLibrary.GetExport(library, symbol);
        _init = (delegate* unmanaged<int*, byte***, int, int*, int>)Function("MPI_Init_thread");
        _finalize = (delegate* unmanaged<int>)Function("MPI_Finalize");
        _abort = (delegate* unmanaged<nint, int, int>)Function("MPI_Abort");
        _rank = (delegate* unmanaged<nint, int*, int>)Function("MPI_Comm_rank");
        _size = (delegate* unmanaged<nint, int*, int>)Function("MPI_Comm_size");
        _version = (delegate* unmanaged<byte*, int*, int>)Function("MPI_Get_library_version");
        _broadcast = (delegate* unmanaged<void*, int, nint, int, nint, nint*, int>)Function("MPI_Ibcast");
        _gather = (delegate* unmanaged<void*, int, nint, void*, int*, int*, nint, int, nint, nint*, int>)Function("MPI_Igatherv");
        _allGather = (delegate* unmanaged<void*, int, nint, void*, int*, int*, nint, nint, nint*, int>)Function("MPI_Iallgatherv");
        _exchange =
            (delegate* unmanaged<void*, int*, int*, nint, void*, int*, int*, nint, nint, nint*, int>)Function("MPI_Ialltoallv");
        _allReduce = (delegate* unmanaged<void*, void*, int, nint, nint, nint, nint*, int>)Function("MPI_Iallreduce");
        _test = (delegate* unmanaged<nint*, int*, void*, int>)Function("MPI_Test");
        _duplicate = (delegate* unmanaged<nint, nint*, int>)Function("MPI_Comm_dup");
    }

    /// <summary>The name under which it was found.</summary>
    public string Name { get; }

    /// <summary>Its binary interface.</summary>
    public MpiFlavor Flavor { get; }

    /// <summary>What it calls itself, in one line, such as <c>Open MPI v4.1.4</c> or <c>MPICH 4.0.2</c>.</summary>
    public string Version
    {
        get
        {
            byte[] text = new byte[LongestVersion];
            int length = 0;
            fixed (byte* start = text)
            {
                Check(_version(start, &length), "MPI_Get_library_version");
            }

            string line = Encoding.UTF8.GetString(text, 0, length).Split(['\0', '\n', ','], 2)[0];
            return string.Join(' ', line.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries).Where(word => word != "Version:"));
        }
    }

    /// <summary>Loads the first library that there is.</summary>
    /// <param name="names">Names or paths.</param>
    /// <returns>The library; <see langword="null"/> if there is none.</returns>
    /// <exception cref="EntryPointNotFoundException">It is not a library of MPI.</exception>
    public static MpiLibrary? Load(IEnumerable<string> names)
    {
        foreach (string name in names)
        {
            if (NativeLibrary.TryLoad(name, out nint library))
            {
                return new MpiLibrary(library, name);
            }
        }

        return null;
    }

    /// <summary>Starts it.</summary>
    /// <exception cref="MpiException">It cannot be used from a thread other than that of its start.</exception>
    public void Start()
    {
        int provided = 0;
        Check(_init(null, null, _handles.Serialized, &provided), "MPI_Init_thread");
        if (provided < _handles.Serialized)
        {
            throw new MpiException(
                $"{Version} cannot be called from several threads", "use a library that was built with support for threads");
        }

        nint communicator = 0;
        Check(_duplicate(_handles.World, &communicator), "MPI_Comm_dup");
        _meetings = communicator;
    }

    /// <summary>Ends it; the last call.</summary>
    public void Finish() => Check(_finalize(), "MPI_Finalize");

    /// <summary>Ends all processes of the job.</summary>
    /// <param name="exitCode">Their exit code.</param>
    public void Abort(int exitCode) => _abort(_handles.World, exitCode);

    /// <summary>The number of this process.</summary>
    public int Rank()
    {
        int rank = 0;
        Check(_rank(_handles.World, &rank), "MPI_Comm_rank");
        return rank;
    }

    /// <summary>How many processes there are.</summary>
    public int Size()
    {
        int size = 0;
        Check(_size(_handles.World, &size), "MPI_Comm_size");
        return size;
    }

    /// <summary>MPI_Ibcast of the bytes of rank 0, completed.</summary>
    public void Broadcast(Span<byte> data)
    {
        fixed (byte* start = data)
        {
            nint request = 0;
            Complete(_broadcast(start, data.Length, _handles.Byte, 0, _handles.World, &request), &request, data.Length, "MPI_Ibcast");
        }
    }

    /// <summary>MPI_Igatherv to rank 0, completed.</summary>
    public void Gather(ReadOnlySpan<byte> own, ReadOnlySpan<int> counts, Span<byte> all)
    {
        int[] places = Places(counts);
        fixed (byte* sent = own, received = all)
        {
            fixed (int* count = counts, place = places)
            {
                nint request = 0;
                int code = _gather(
                    sent, own.Length, _handles.Byte, received, count, place, _handles.Byte, 0, _handles.World, &request);
                Complete(code, &request, own.Length + (long)all.Length, "MPI_Igatherv");
            }
        }
    }

    /// <summary>MPI_Iallgatherv, completed.</summary>
    public void AllGather(ReadOnlySpan<byte> own, ReadOnlySpan<int> counts, Span<byte> all)
    {
        int[] places = Places(counts);
        fixed (byte* sent = own, received = all)
        {
            fixed (int* count = counts, place = places)
            {
                nint request = 0;
                int code = _allGather(
                    sent, own.Length, _handles.Byte, received, count, place, _handles.Byte, _handles.World, &request);
                Complete(code, &request, own.Length + (long)all.Length, "MPI_Iallgatherv");
            }
        }
    }

    /// <summary>MPI_Ialltoallv, completed.</summary>
    public void Exchange(ReadOnlySpan<byte> sent, ReadOnlySpan<int> sentCounts, Span<byte> received, ReadOnlySpan<int> receivedCounts)
    {
        int[] sentPlaces = Places(sentCounts);
        int[] receivedPlaces = Places(receivedCounts);
        fixed (byte* from = sent, to = received)
        {
            fixed (int* fromCount = sentCounts, fromPlace = sentPlaces, toCount = receivedCounts, toPlace = receivedPlaces)
            {
                nint request = 0;
                int code = _exchange(
                    from, fromCount, fromPlace, _handles.Byte, to, toCount, toPlace, _handles.Byte, _handles.World, &request);
                Complete(code, &request, sent.Length + (long)received.Length, "MPI_Ialltoallv");
            }
        }
    }

    /// <summary>MPI_Iallreduce of whole numbers with MPI_SUM, completed.</summary>
    public void Sum(Span<long> values) => Reduce(values, _handles.Sum);

    /// <summary>MPI_Iallreduce of whole numbers with MPI_MAX, completed.</summary>
    public void Max(Span<long> values) => Reduce(values, _handles.Max);

    /// <summary>MPI_Iallreduce with MPI_MAX among those who come, on a communicator of its own: others may be in another operation
    /// meanwhile.</summary>
    /// <param name="values">The numbers of this process; overwritten by the maxima if all have come.</param>
    /// <param name="patience">How long to wait for all.</param>
    /// <returns>Whether all have come. If not, nothing may be called any more but <see cref="Abort"/>.</returns>
    public bool TryMeet(Span<long> values, TimeSpan patience)
    {
        // The library writes here until it is done, if it ever is: memory that nothing moves, and that stays if it is not.
        long* numbers = (long*)NativeMemory.Alloc((nuint)values.Length, sizeof(long));
        void* status = NativeMemory.AllocZeroed(LargestStatus);
        values.CopyTo(new Span<long>(numbers, values.Length));
        nint request = 0;
        Check(
            _allReduce((void*)_handles.InPlace, numbers, values.Length, _handles.Int64, _handles.Max, _meetings, &request),
            "MPI_Iallreduce");
        long start = Stopwatch.GetTimestamp();
        while (true)
        {
            int isDone = 0;
            Check(_test(&request, &isDone, status), "MPI_Test");
            if (isDone != 0)
            {
                break;
            }

            if (patience != Timeout.InfiniteTimeSpan && Stopwatch.GetElapsedTime(start) > patience)
            {
                return false;
            }

            Thread.Sleep(1);
        }

        new ReadOnlySpan<long>(numbers, values.Length).CopyTo(values);
        NativeMemory.Free(numbers);
        NativeMemory.Free(status);
        return true;
    }

    // A library of MPI 5 has the function whatever its handles are: it gives a version where they are those of the standard. It may be
    // called before the library is started.
    private static bool HasStandardAbi(nint library)
    {
        int major = 0;
        int minor = 0;
        return NativeLibrary.TryGetExport(library, "MPI_Abi_get_version", out nint function)
            && ((delegate* unmanaged<int*, int*, int>)function)(&major, &minor) == 0 && major > 0;
    }

    private static int[] Places(ReadOnlySpan<int> counts)
    {
        int[] places = new int[counts.Length];
        int next = 0;
        for (int rank = 0; rank < places.Length; rank++)
        {
            places[rank] = next;
            next = checked(next + counts[rank]);
        }

        return places;
    }

    private void Reduce(Span<long> values, nint operation)
    {
        fixed (long* start = values)
        {
            nint request = 0;
            int code = _allReduce(
                (void*)_handles.InPlace, start, values.Length, _handles.Int64, operation, _handles.World, &request);
            Complete(code, &request, values.Length * sizeof(long), "MPI_Iallreduce");
        }
    }

    // The library's own waits keep a core busy that other threads and processes of the machine may need. This one gives way to whoever is
    // ready once it has waited longer than a switch takes, and naps when it has waited for long.
    private void Complete(int code, nint* request, long bytes, string function)
    {
        Check(code, function);
        byte* status = stackalloc byte[LargestStatus];
        long start = Stopwatch.GetTimestamp();
        while (true)
        {
            int isDone = 0;
            Check(_test(request, &isDone, status), "MPI_Test");
            if (isDone != 0)
            {
                return;
            }

            TimeSpan waited = Stopwatch.GetElapsedTime(start);
            if (waited > LongestYielding && bytes <= LongestForNaps)
            {
                Thread.Sleep(Nap);
            }
            else if (waited > LongestSpinning)
            {
                Thread.Yield();
            }
        }
    }

    // Errors end the job as a rule, before they return.
    private void Check(int code, string function)
    {
        if (code != 0)
        {
            throw new MpiException(
                $"{function} of {Name} failed with the code {code}", "look at the messages of the library, and at the other processes");
        }
    }
}
