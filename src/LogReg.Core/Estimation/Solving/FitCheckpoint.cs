using System.Diagnostics;
using LogReg.Collectives;
using LogReg.Data;
using LogReg.Solvers;

namespace LogReg.Estimation;

/// <summary>The checkpoint of a fit: goes on from the states that a file has, and keeps later ones there. In several processes rank 0 reads
/// and writes, and all go on from the same states.</summary>
internal sealed class FitCheckpoint : IFitCheckpoint, IDisposable
{
    private readonly CheckpointOptions _options;
    private readonly bool _writes;
    private readonly Dictionary<string, CheckpointPart> _saved;
    private readonly string? _firstSaved;
    private readonly CancellationTokenRegistration _registration;
    private readonly Lock _lock = new();
    private readonly List<SolverPart> _parts = [];
    private bool _hasNews;
    private bool _hasFailed;
    private bool _isTooLarge;
    private long _written = Stopwatch.GetTimestamp();

    private FitCheckpoint(CheckpointOptions options, CheckpointFile? saved, bool writes, CancellationToken cancellationToken)
    {
        _options = options;
        _saved = saved?.Parts.ToDictionary(part => part.Name) ?? [];
        _firstSaved = saved is { Parts: [CheckpointPart first, ..] } ? first.Name : null;
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
    public ISolverCheckpoint Part(string name, IReadOnlyList<KeyValuePair<string, string>> problem)
    {
        lock (_lock)
        {
            if (_parts.Count == 0 && _firstSaved is not null)
            {
                // A fit of another kind may have the same data.
                CheckpointFile.RequireSame([new("stage", name)], [new("stage", _firstSaved)], _options.Path);
            }

            if (_saved.TryGetValue(name, out CheckpointPart? saved))
            {
                CheckpointFile.RequireSame(problem, saved.Problem, _options.Path);
            }

            if (_parts.Find(part => part.Name == name) is SolverPart known)
            {
                return known;
            }

            var own = new SolverPart(this, name, problem, saved?.State);
            _parts.Add(own);
            return own;
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
            if (_hasNews && !_isTooLarge)
            {
                Write();
            }
        }
    }

    // Where it cannot be written, the fit goes on: the model is what it is for, and what stood there before still stands. An error would
    // end rank 0 alone.
    private void Write()
    {
        try
        {
            // Those of a later stage have not begun again, and are as they were.
            IEnumerable<CheckpointPart> later = _saved.Values.Where(saved => _parts.TrueForAll(part => part.Name != saved.Name));
            var file = new CheckpointFile(_options.Fingerprint, [.. _parts.Select(part => part.Describe()), .. later]);
            byte[] content = file.ToBytes();
            if (_options.Writer is null)
            {
                CheckpointFile.Write(_options.Path, content);
            }
            else
            {
                _options.Writer(_options.Path, content);
            }

            _hasNews = false;
        }
        catch (NotSupportedException exception)
        {
            _isTooLarge = true;
            Tell(exception, "the fit goes on without checkpoints: its later states would be just as large");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or OutOfMemoryException)
        {
            if (!_hasFailed)
            {
                _hasFailed = true;
                Tell(exception, "free some space, or make the folder writable: the fit goes on, and tries again");
            }
        }

        // The next try comes after the interval, whatever became of this one.
        _written = Stopwatch.GetTimestamp();
    }

    private void Tell(Exception exception, string hint) => _options.WriteFailed?.Invoke(new LogRegException(
        $"{_options.Path}: the checkpoint cannot be written: {exception.Message.ReplaceLineEndings(" ")}", hint, exception));

    private sealed class SolverPart(
        FitCheckpoint owner, string name, IReadOnlyList<KeyValuePair<string, string>> problem, SolverState? saved) : ISolverCheckpoint
    {
        private readonly List<IterationProgress> _history = [];
        private (IReadOnlyList<double[]> Vectors, IReadOnlyList<double> Numbers)? _latest;

        public string Name => name;

        public SolverState? Resume() => saved;

        public void Keep(IReadOnlyList<IterationProgress> history, IReadOnlyList<double[]> vectors, IReadOnlyList<double> numbers)
        {
            if (!owner._writes)
            {
                return;
            }

            lock (owner._lock)
            {
                for (int iteration = _history.Count; iteration < history.Count; iteration++)
                {
                    _history.Add(history[iteration]);
                }

                _latest = (vectors, numbers);
                owner._hasNews = true;
                if (!owner._isTooLarge && Stopwatch.GetElapsedTime(owner._written) >= owner._options.Interval)
                {
                    owner.Write();
                }
            }
        }

        public CheckpointPart Describe() =>
            new(name, problem, _latest is null ? saved : new SolverState(_history, _latest.Value.Vectors, _latest.Value.Numbers));
    }
}
