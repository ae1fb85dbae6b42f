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

    /// <summary>Whether another process says that this one was interrupted, because it was, too.</summary>
    public bool IsSilent { get; set; }

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
        new Thread(() => End(isFirst ? Patience : TimeSpan.Zero)) { IsBackground = true, Name = "end" }.Start();
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
        if (!IsSilent)
        {
            var message = new Thread(() => ProcessEnvironment.OpenError(_handles).WriteLine("interrupted")) { IsBackground = true };
            message.Start();
            message.Join(PatienceForMessage);
        }

        Environment.Exit(ExitCode.Interrupted);
    }
}
