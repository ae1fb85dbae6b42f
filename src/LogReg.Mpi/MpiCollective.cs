using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using LogReg.Collectives;

namespace LogReg.Mpi;

/// <summary>
/// The processes that <c>mpirun</c>, <c>srun</c> or another launcher of MPI has started. The library is that of the launcher (Open MPI 4
/// and later, MPICH 3 and later and what has its interface, or any with the interface of MPI 5), found when the program runs.
/// </summary>
/// <remarks>
/// Every process calls the same operations in the same order, from one thread at a time. Where one of them fails alone, the others would
/// wait for it until <see cref="Timeout"/>: it should end, by an exception that nothing catches or by <see cref="Abort"/>, before
/// <see cref="Dispose"/>.
/// </remarks>
public sealed partial class MpiCollective : ICollective, IDisposable
{
    /// <summary>How long an operation may take where nothing else is said.</summary>
    public static readonly TimeSpan DefaultTimeout = TimeSpan.FromMinutes(10);

    // Of many processes that wait for one, few should say so: those of the lowest ranks are the first.
    private static readonly TimeSpan HeadStart = TimeSpan.FromMilliseconds(200);
    private const int MostHeadStarts = 25;

    // Processes need some seconds to find each other, however soon they are to notice that one is gone.
    private static readonly TimeSpan ShortestStart = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan PatienceForAbort = TimeSpan.FromSeconds(10);

    private const string TimeoutName = $"{nameof(MpiCollective)}.{nameof(Timeout)}";

    private readonly MpiLibrary _library;
    private readonly Watchdog _watchdog;
    private volatile bool _isEnded;

    private MpiCollective(MpiLibrary library, Watchdog watchdog)
    {
        _library = library;
        Rank = library.Rank();
        Size = library.Size();
        Places = new ProcessPlaces([ProcessPlace.Here()]);
        _watchdog = watchdog;
    }

    /// <inheritdoc/>
    public int Rank { get; }

    /// <inheritdoc/>
    public int Size { get; }

    /// <summary>How many threads this process should use, so that those of all processes of its machine have a core each: the cores that
    /// it may use, divided by the processes that share them; at least 1. For <see cref="LogisticRegression.Threads"/>.</summary>
    public int Threads => Places.ThreadsOf(Rank);

    /// <summary>How long an operation may take, at least: a positive time. After that the process prints on standard error what it waits
    /// for, and ends with exit code 75 without a word to the others, which the launcher ends.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is not positive.</exception>
    public TimeSpan Timeout
    {
        get => _watchdog.Limit - StartOf(Rank);
        set => _watchdog.Limit = Positive(value) + StartOf(Rank);
    }

    /// <summary>What the library calls itself, such as <c>Open MPI v4.1.4</c>.</summary>
    public string LibraryVersion => _library.Version;

    /// <summary>Where the processes run.</summary>
    internal ProcessPlaces Places { get; private set; }

    /// <summary>How long this process has waited for others so far.</summary>
    internal TimeSpan Waited => _watchdog.Waited;

    /// <summary>Takes part in the job of the launcher that started this process; to be called once, before anything else.</summary>
    /// <param name="timeout">How long an operation may take, and the start, which may take at least 30 seconds; <see langword="null"/>
    /// for <see cref="DefaultTimeout"/>.</param>
    /// <returns>The processes of the job; <see langword="null"/> where no launcher started this process, after a look at a few variables
    /// of the environment.</returns>
    /// <exception cref="MpiException">The launcher's library is not found, does not fit it, or cannot be used.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The time is not positive.</exception>
    public static MpiCollective? Start(TimeSpan? timeout = null) => Start(timeout, TimeoutName);

    /// <summary>Takes part in the job of the launcher that started this process.</summary>
    /// <param name="timeout">How long an operation may take; <see langword="null"/> for <see cref="DefaultTimeout"/>.</param>
    /// <param name="timeoutName">What the user calls that limit.</param>
    /// <exception cref="MpiException">The launcher's library is not found, does not fit it, or cannot be used.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The time is not positive.</exception>
    internal static MpiCollective? Start(TimeSpan? timeout, string timeoutName)
    {
        TimeSpan limit = Positive(timeout ?? DefaultTimeout);
        if (MpiLaunch.Detect(Environment.GetEnvironmentVariable) is not MpiLaunch launch)
        {
            return null;
        }

        KeepSignals();
        MpiLibrary library = Load(launch);
        MpiCollective? collective = null;
        var watchdog = new Watchdog(
            TimeProvider.System,
            (operation, waited) => StuckJob.End(
                collective is { Places.Count: > 1 } started
                    ? StuckJob.Describe(started.Rank, started.Places, operation, waited, timeoutName, StuckJob.StateOf)
                    : StuckJob.DescribeStart(ProcessPlace.Here(), operation, waited, timeoutName)))
        {
            Limit = limit > ShortestStart ? limit : ShortestStart,
        };
        watchdog.Start();
        using (watchdog.Enter("MPI_Init_thread"))
        {
            library.Start();
        }

        collective = new MpiCollective(library, watchdog);
        collective.EndWithoutOthersOnFailure();
        if (launch.Size is int expected && expected != collective.Size)
        {
            throw new MpiException(
                $"{launch.Launcher} has started {Text(expected)} processes, but {library.Version} ({library.Name}) knows of "
                    + $"{Text(collective.Size)}",
                $"the library belongs to another MPI than the launcher: name the right one with {MpiLaunch.LibraryVariable}");
        }

        collective.GatherPlaces();
        collective.Timeout = limit;
        return collective;
    }

    /// <inheritdoc/>
    public void Broadcast(Span<byte> data)
    {
        using Watchdog.Watched watched = _watchdog.Enter("MPI_Ibcast");
        _library.Broadcast(data);
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The lengths do not match the counts.</exception>
    public void Gather(ReadOnlySpan<byte> own, ReadOnlySpan<int> counts, Span<byte> all)
    {
        RequireOwn(own, counts);
        RequireRoom(all.Length, counts, Rank == 0);
        using Watchdog.Watched watched = _watchdog.Enter("MPI_Igatherv");
        _library.Gather(own, counts, all);
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The lengths do not match the counts.</exception>
    public void AllGather(ReadOnlySpan<byte> own, ReadOnlySpan<int> counts, Span<byte> all)
    {
        RequireOwn(own, counts);
        RequireRoom(all.Length, counts, isNeeded: true);
        using Watchdog.Watched watched = _watchdog.Enter("MPI_Iallgatherv");
        _library.AllGather(own, counts, all);
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The lengths do not match the counts.</exception>
    public void Exchange(ReadOnlySpan<byte> sent, ReadOnlySpan<int> sentCounts, Span<byte> received, ReadOnlySpan<int> receivedCounts)
    {
        RequireRoom(sent.Length, sentCounts, isNeeded: true);
        RequireRoom(received.Length, receivedCounts, isNeeded: true);
        using Watchdog.Watched watched = _watchdog.Enter("MPI_Ialltoallv");
        _library.Exchange(sent, sentCounts, received, receivedCounts);
    }

    /// <inheritdoc/>
    public void Sum(Span<long> values)
    {
        using Watchdog.Watched watched = _watchdog.Enter("MPI_Iallreduce");
        _library.Sum(values);
    }

    /// <inheritdoc/>
    public void Max(Span<long> values)
    {
        using Watchdog.Watched watched = _watchdog.Enter("MPI_Iallreduce");
        _library.Max(values);
    }

    /// <summary>Ends all processes of the job at once, for a failure that the others cannot know of.</summary>
    /// <param name="exitCode">The exit code of the job.</param>
    public void Abort(int exitCode)
    {
        // The library asks the launcher, which may wait for a process that is stopped.
        new Thread(() =>
        {
            Thread.Sleep(PatienceForAbort);
            StuckJob.Exit(exitCode);
        })
        { IsBackground = true, Name = "abort" }.Start();
        _library.Abort(exitCode);
    }

    /// <summary>Leaves the job, and waits for the others to do so, too; nothing can be called after it. While an exception that nothing
    /// catches ends the process, it does nothing, and the launcher ends the others.</summary>
    public void Dispose()
    {
        if (!_isEnded)
        {
            _isEnded = true;
            using Watchdog.Watched watched = _watchdog.Enter("MPI_Finalize");
            _library.Finish();
        }
    }

    /// <summary>Waits until all processes have come to the same point, wherever the others are now: one that has failed learns so whether
    /// all have.</summary>
    /// <param name="maxima">Numbers of this process; overwritten by the largest of all processes, place by place, if all have
    /// come.</param>
    /// <param name="patience">How long to wait; <see cref="System.Threading.Timeout.InfiniteTimeSpan"/> for as long as an
    /// operation may take.</param>
    /// <returns>Whether all have come. If not, nothing may be called any more but <see cref="Abort"/>.</returns>
    internal bool TryMeet(Span<long> maxima, TimeSpan patience)
    {
        using Watchdog.Watched watched = _watchdog.Enter("MPI_Iallreduce");
        return _library.TryMeet(maxima, patience);
    }

    // What nothing catches disposes of the collective on its way out of the process, and must not wait there for the others: they wait
    // for this process, until the launcher sees that it has failed.
    private void EndWithoutOthersOnFailure() => AppDomain.CurrentDomain.UnhandledException += (_, _) => _isEnded = true;

    private void GatherPlaces()
    {
        if (Size == 1)
        {
            return;
        }

        byte[] own = Encoding.UTF8.GetBytes(Places[0].ToText());
        long[] lengths = new long[Size];
        lengths[Rank] = own.Length;
        Sum(lengths);
        int[] counts = [.. lengths.Select(length => (int)length)];
        byte[] all = new byte[counts.Sum()];
        AllGather(own, counts, all);
        var places = new ProcessPlace[Size];
        int start = 0;
        for (int rank = 0; rank < Size; rank++)
        {
            places[rank] = ProcessPlace.Parse(Encoding.UTF8.GetString(all, start, counts[rank]));
            start += counts[rank];
        }

        Places = new ProcessPlaces(places);
    }

    // The library would read and write beyond what it was given.
    private void RequireOwn(ReadOnlySpan<byte> own, ReadOnlySpan<int> counts)
    {
        if (counts.Length != Size || counts[Rank] != own.Length)
        {
            throw new ArgumentException(
                $"This member gives {own.Length} bytes, and must give as many as its count says, one of {Size}.", nameof(own));
        }
    }

    private void RequireRoom(int length, ReadOnlySpan<int> counts, bool isNeeded)
    {
        long sum = 0;
        foreach (int count in counts)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(count, nameof(counts));
            sum += count;
        }

        if (counts.Length != Size || (isNeeded && sum != length))
        {
            throw new ArgumentException(
                $"There must be {Size} counts, and as many bytes as their sum: there are {counts.Length}, {sum} and {length}.",
                nameof(counts));
        }
    }

    private static TimeSpan StartOf(int rank) => HeadStart * Math.Min(rank, MostHeadStarts);

    private static TimeSpan Positive(TimeSpan timeout)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(timeout, TimeSpan.Zero);
        return timeout;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static MpiLibrary Load(MpiLaunch launch)
    {
        try
        {
            return MpiLibrary.Load(launch.Libraries) ?? throw new MpiException(
                $"{launch.Launcher} started this process, but no library of MPI is found ({string.Join(", ", launch.Libraries)})",
                $"install it on every machine, or name its file with {MpiLaunch.LibraryVariable}");
        }
        catch (EntryPointNotFoundException exception)
        {
            throw new MpiException(
                $"the library is not one of MPI: {exception.Message}", $"name another with {MpiLaunch.LibraryVariable}", exception);
        }
    }

    // UCX, which MPICH may load, would take the signals by which .NET notices a null reference (openucx/ucx#3337). The variable must be
    // set for C, whose environment .NET has copied, before the library is loaded.
    private static void KeepSignals()
    {
        if (!OperatingSystem.IsWindows())
        {
            _ = SetVariable("UCX_ERROR_SIGNALS", "", 0);
        }
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetVariable(string name, string value, int overwrites);
}
