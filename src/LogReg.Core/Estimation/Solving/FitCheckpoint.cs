using System.Diagnostics;
using LogReg.Collectives;
using LogReg.Data;
using LogReg.Solvers;

namespace LogReg.Estimation;

/// <summary>The checkpoint of a fit: goes on from the state that a file has, and keeps later ones there. In several processes rank 0 reads
/// and writes, and all go on from the same state.</summary>
internal sealed class FitCheckpoint : ISolverCheckpoint, IDisposable
{
    private readonly CheckpointOptions _options;
    private readonly bool _writes;
    private readonly CheckpointFile? _saved;
    private readonly CancellationTokenRegistration _registration;
    private readonly Lock _lock = new();
    private readonly List<IterationProgress> _history = [];
    private IReadOnlyList<KeyValuePair<string, string>> _problem = [];
    private (IReadOnlyList<double[]> Vectors, IReadOnlyList<double> Numbers)? _latest;
    private long _written = Stopwatch.GetTimestamp();

    private FitCheckpoint(CheckpointOptions options, CheckpointFile? saved, bool writes, CancellationToken cancellationToken)
    {
        _options = options;
        _saved = saved;
        _writes = writes;

        // Who cancels may give the fit little time, and it may wait where it does not notice: the thread that cancels writes.
        _registration = cancellationToken.Register(WriteLatest);
    }

    /// <summary>Opens the checkpoint of a fit.</summary>
    /// <param name="options">The options.</param>
    /// <param name="collective">The processes.</param>
    /// <param name="cancellationToken">Cancelled when the fit is to stop: then its last state is written.</param>
    /// <exception cref="LogRegException">The file is no checkpoint, or that of another fit.</exception>
    public static FitCheckpoint Open(CheckpointOptions options, ICollective collective, CancellationToken cancellationToken)
    {
        byte[] content = collective.Together(() => collective.Rank == 0 ? Read(options) : []);
        byte[] shared = collective.IsSingle ? content : collective.AllGatherBytes(content)[0];
        return new FitCheckpoint(
            options,
            shared.Length == 0 ? null : CheckpointFile.Parse(shared, options.Path),
            writes: collective.Rank == 0,
            cancellationToken);
    }

    /// <inheritdoc/>
    public void Require(IReadOnlyList<KeyValuePair<string, string>> problem)
    {
        if (_saved is not null)
        {
            CheckpointFile.RequireSame(problem, _saved.Problem, _options.Path);
        }

        _problem = problem;
    }

    /// <inheritdoc/>
    public SolverState? Resume() => _saved?.State;

    /// <inheritdoc/>
    public void Keep(IReadOnlyList<IterationProgress> history, IReadOnlyList<double[]> vectors, IReadOnlyList<double> numbers)
    {
        if (!_writes)
        {
            return;
        }

        lock (_lock)
        {
            for (int iteration = _history.Count; iteration < history.Count; iteration++)
            {
                _history.Add(history[iteration]);
            }

            _latest = (vectors, numbers);
            if (Stopwatch.GetElapsedTime(_written) >= _options.Interval)
            {
                Write();
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _registration.Dispose();

    private static byte[] Read(CheckpointOptions options)
    {
        if (!File.Exists(options.Path))
        {
            return [];
        }

        try
        {
            byte[] content = File.ReadAllBytes(options.Path);
            CheckpointFile.RequireSame(options.Fingerprint, CheckpointFile.Parse(content, options.Path).Given, options.Path);
            return content;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new LogRegException(
                $"{options.Path}: the checkpoint cannot be read: {exception.Message.ReplaceLineEndings(" ")}",
                "remove the file to begin anew, or name another one",
                exception);
        }
    }

    private void WriteLatest()
    {
        lock (_lock)
        {
            if (_latest is not null)
            {
                try
                {
                    Write();
                }
                catch (LogRegException)
                {
                    // The fit ends because it was cancelled; what stood there before still stands.
                }
            }
        }
    }

    private void Write()
    {
        var state = new SolverState(_history, _latest!.Value.Vectors, _latest.Value.Numbers);
        new CheckpointFile(_options.Fingerprint, _problem, state).Write(_options.Path);
        _written = Stopwatch.GetTimestamp();
        _latest = null;
    }
}
