using System.Runtime.ExceptionServices;
using LogReg.Collectives;

namespace LogReg.Cli;

/// <summary>
/// The processes that run one command together, each from its first line to its last: one as a rule, several where a launcher of MPI has
/// started them. Rank 0, the root, prints and writes files; the others do the same work in silence.
/// </summary>
internal abstract class ProcessGroup : IDisposable
{
    // How often a root that works alone tells the others, which wait, that it does.
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(200);

    private const int Working = 2;
    private const int Failed = 1;

    /// <summary>A process of its own.</summary>
    public static ProcessGroup Single { get; } = new SingleProcess();

    /// <summary>What the processes can do together.</summary>
    public abstract ICollective Collective { get; }

    /// <summary>Whether a launcher has started the process, even as the only one: it keeps what the process prints from being a
    /// terminal's.</summary>
    public abstract bool IsLaunched { get; }

    /// <summary>How many threads this process should use; 0 for one per core.</summary>
    public abstract int Threads { get; }

    /// <summary>How long the processes may wait for each other in one operation.</summary>
    public abstract TimeSpan Timeout { get; set; }

    /// <summary>How long this process has waited for others so far.</summary>
    public abstract TimeSpan Waited { get; }

    /// <summary>Whether this is the process that prints and writes.</summary>
    public bool IsRoot => Collective.Rank == 0;

    /// <summary>Whether there is no other process.</summary>
    public bool IsSingle => Collective.Size == 1;

    /// <summary>The version of the program that each process runs, by rank.</summary>
    public abstract IReadOnlyList<string> Versions { get; }

    /// <summary>What users call a process, such as <c>rank 3 on node7</c>.</summary>
    /// <param name="rank">Its rank.</param>
    public abstract string NameOf(int rank);

    /// <summary>The first process that the launcher has bound to one core, while its machine has more.</summary>
    /// <returns>Its rank; <see langword="null"/> if there is none.</returns>
    public abstract int? FindBound();

    /// <summary>Waits until all processes have come to the same point, wherever the others are now.</summary>
    /// <param name="maxima">Numbers of this process; overwritten by the largest of all, place by place, if all have come.</param>
    /// <param name="patience">How long to wait; <see cref="System.Threading.Timeout.InfiniteTimeSpan"/> for as long as it takes.</param>
    /// <returns>Whether all have come. If not, nothing may follow but <see cref="Abort"/>.</returns>
    public abstract bool TryMeet(Span<long> maxima, TimeSpan patience);

    /// <summary>Ends all processes at once, for a failure that the others cannot know of.</summary>
    /// <param name="exitCode">The exit code of all.</param>
    public abstract void Abort(int exitCode);

    /// <summary>Leaves the group, after all have met.</summary>
    public abstract void Dispose();

    /// <summary>Does at the root what only one process must do, such as writing a file. The others wait as long as the root gets on, and
    /// fail where it has.</summary>
    /// <typeparam name="T">The type of the result.</typeparam>
    /// <param name="work">The work, which calls no operation of the collective.</param>
    /// <returns>The result at the root; nothing elsewhere.</returns>
    /// <exception cref="RootFailedException">The work has failed at the root, and this is another process.</exception>
    public T? AtRoot<T>(Func<T> work)
    {
        if (IsSingle)
        {
            return work();
        }

        if (!IsRoot)
        {
            Await();
            return default;
        }

        ExceptionDispatchInfo? failure = null;
        T? result = default;
        var worker = new Thread(() =>
        {
            try
            {
                result = work();
            }
#pragma warning disable CA1031 // Thrown again below, on the thread that waits.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                failure = ExceptionDispatchInfo.Capture(exception);
            }
        })
        { IsBackground = true, Name = "root" };
        worker.Start();
        using var pulse = new WorkPulse();
        while (!worker.Join(Beat))
        {
            // While the work stalls nothing is sent, so that the others notice, as they do wherever they wait.
            if (pulse.HasProgressed())
            {
                Collective.Max([Working]);

                // Sending moves bytes and takes time even if the work stalls.
                pulse.Restart();
            }
        }

        Collective.Max([failure is null ? 0 : Failed]);
        failure?.Throw();
        return result;
    }

    /// <summary>Does at the root what only one process must do.</summary>
    /// <param name="work">The work, which calls no operation of the collective.</param>
    /// <exception cref="RootFailedException">The work has failed at the root, and this is another process.</exception>
    public void AtRoot(Action work) => AtRoot(() =>
    {
        work();
        return true;
    });

    private void Await()
    {
        long[] state = [Working];
        while (state[0] == Working)
        {
            state[0] = 0;
            Collective.Max(state);
        }

        if (state[0] == Failed)
        {
            throw new RootFailedException();
        }
    }

    private sealed class SingleProcess : ProcessGroup
    {
        public override ICollective Collective => LocalCollective.Instance;

        public override bool IsLaunched => false;

        public override int Threads => 0;

        public override TimeSpan Timeout { get; set; } = System.Threading.Timeout.InfiniteTimeSpan;

        public override TimeSpan Waited => TimeSpan.Zero;

        public override IReadOnlyList<string> Versions => [""];

        public override string NameOf(int rank) => "this process";

        public override int? FindBound() => null;

        public override bool TryMeet(Span<long> maxima, TimeSpan patience) => true;

        public override void Abort(int exitCode)
        {
        }

        public override void Dispose()
        {
        }
    }
}
