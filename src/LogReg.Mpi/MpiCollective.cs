using System.Globalization;
using System.Runtime.InteropServices;
using LogReg.Collectives;

namespace LogReg.Mpi;

/// <summary>
/// The processes that <c>mpirun</c>, <c>srun</c> or another launcher of MPI has started. The library is that of the launcher (Open MPI 4
/// and later, MPICH 3 and later and what has its interface, or any with the interface of MPI 5), found when the program runs.
/// </summary>
public sealed partial class MpiCollective : ICollective, IDisposable
{
    private readonly MpiLibrary _library;
    private bool _isEnded;

    private MpiCollective(MpiLibrary library)
    {
        _library = library;
        Rank = library.Rank();
        Size = library.Size();
    }

    /// <inheritdoc/>
    public int Rank { get; }

    /// <inheritdoc/>
    public int Size { get; }

    /// <summary>What the library calls itself, such as <c>Open MPI v4.1.4</c>.</summary>
    public string LibraryVersion => _library.Version;

    /// <summary>Takes part in the job of the launcher that started this process; to be called once, before anything else.</summary>
    /// <returns>The processes of the job; <see langword="null"/> where no launcher started this process, after a look at a few variables
    /// of the environment.</returns>
    /// <exception cref="MpiException">The launcher's library is not found, does not fit it, or cannot be used.</exception>
    public static MpiCollective? Start()
    {
        if (MpiLaunch.Detect(Environment.GetEnvironmentVariable) is not MpiLaunch launch)
        {
            return null;
        }

        KeepSignals();
        MpiLibrary library = Load(launch);
        library.Start();
        var collective = new MpiCollective(library);
        if (launch.Size is int expected && expected != collective.Size)
        {
            throw new MpiException(
                $"{launch.Launcher} has started {Text(expected)} processes, but {library.Version} ({library.Name}) knows of "
                    + $"{Text(collective.Size)}",
                $"the library belongs to another MPI than the launcher: name the right one with {MpiLaunch.LibraryVariable}");
        }

        return collective;
    }

    /// <inheritdoc/>
    public void Broadcast(Span<byte> data) => _library.Broadcast(data);

    /// <inheritdoc/>
    public void Gather(ReadOnlySpan<byte> own, ReadOnlySpan<int> counts, Span<byte> all) => _library.Gather(own, counts, all);

    /// <inheritdoc/>
    public void AllGather(ReadOnlySpan<byte> own, ReadOnlySpan<int> counts, Span<byte> all) => _library.AllGather(own, counts, all);

    /// <inheritdoc/>
    public void Exchange(ReadOnlySpan<byte> sent, ReadOnlySpan<int> sentCounts, Span<byte> received, ReadOnlySpan<int> receivedCounts) =>
        _library.Exchange(sent, sentCounts, received, receivedCounts);

    /// <inheritdoc/>
    public void Sum(Span<long> values) => _library.Sum(values);

    /// <inheritdoc/>
    public void Max(Span<long> values) => _library.Max(values);

    /// <summary>Ends all processes of the job at once, for a failure that the others cannot know of.</summary>
    /// <param name="exitCode">The exit code of the job.</param>
    public void Abort(int exitCode) => _library.Abort(exitCode);

    /// <summary>Leaves the job; the others wait for it, and nothing can be called after it.</summary>
    public void Dispose()
    {
        if (!_isEnded)
        {
            _isEnded = true;
            _library.Finish();
        }
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
