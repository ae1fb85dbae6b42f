using System.Runtime.InteropServices;
using LogReg.Shared;

namespace LogReg.Cli.Streams;

/// <summary>
/// Turns the first Ctrl-C, SIGINT, SIGTERM or SIGHUP into a cancelled token, so that files are tidied up. If the program has not ended a
/// second later, because it waits for a pipe or a disk or is in the middle of a long computation, or if a second signal comes, the
/// files are tidied up from here and the process ends.
/// </summary>
internal sealed class Interruption : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    // A launcher that ends itself kills its processes about a second after they were told.
    private static readonly TimeSpan PatienceOfJobs = TimeSpan.FromMilliseconds(400);
    private static readonly TimeSpan PatienceForMessage = TimeSpan.FromMilliseconds(200);

    private readonly CancellationTokenSource _source = new();
    private readonly StandardHandles _handles;
    private readonly PosixSignalRegistration[] _registrations;
    private int _signals;

    /// <param name="handles">Which standard streams there are.</param>
    public Interruption(StandardHandles handles)
    {
        _handles = handles;
        _registrations =
        [
            PosixSignalRegistration.Create(PosixSignal.SIGINT, Handle),
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, Handle),
            PosixSignalRegistration.Create(PosixSignal.SIGHUP, Handle),
        ];
    }

    public CancellationToken Token => _source.Token;

    /// <summary>The processes that run the command together: each is interrupted, and the root says so.</summary>
    public ProcessGroup Processes { get; set; } = ProcessGroup.Single;

    public void Dispose()
    {
        foreach (PosixSignalRegistration registration in _registrations)
        {
            registration.Dispose();
        }

        _source.Dispose();
    }

    private void Handle(PosixSignalContext context)
    {
        context.Cancel = true;
        bool isFirst = Interlocked.Increment(ref _signals) == 1;
        TimeSpan patience = !isFirst ? TimeSpan.Zero : Processes.IsSingle ? Patience : PatienceOfJobs;
        new Thread(() => End(patience)) { IsBackground = true, Name = "end" }.Start();
        if (isFirst)
        {
            _source.Cancel();
        }
    }

    private void End(TimeSpan patience)
    {
        Thread.Sleep(patience);
        AtomicFile.RemoveUnfinishedFiles();

        // Where standard error is a pipe that nobody reads, the message must not keep the process either.
        if (Processes.IsRoot)
        {
            bool isTerminal = !Processes.IsLaunched;
            var message =
                new Thread(() => ProcessEnvironment.OpenError(_handles, isTerminal).WriteLine("interrupted")) { IsBackground = true };
            message.Start();
            message.Join(PatienceForMessage);
        }

        Environment.Exit(ExitCode.Interrupted);
    }
}
