namespace LogReg;

/// <summary>
/// Where a fit keeps the states of its solvers, so that another run of the same fit goes on from there after an interruption, and ends with
/// the same bits as one that was never interrupted. What comes before the solver (reading, encoding) and after it (standard errors, tests)
/// is done again.
/// </summary>
/// <remarks>All solvers keep their state but stochastic gradient descent: a path after each step towards each λ, cross-validation the
/// folds that are done and the paths of the others. The file stays when the fit is complete: who has saved the model removes it.</remarks>
public sealed record CheckpointOptions
{
    private readonly TimeSpan _interval = TimeSpan.FromSeconds(10);

    /// <summary>Names the file.</summary>
    /// <param name="path">The file. If it is there, the fit goes on from its state. In several processes only rank 0 reads and writes
    /// it.</param>
    /// <exception cref="ArgumentException">The path is empty.</exception>
    public CheckpointOptions(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        Path = path;
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>How old the file must be before a newer state is written, 0 or more: with 0, every iteration is written. The default is 10
    /// seconds. A fit that is cancelled writes its last state in any case.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public TimeSpan Interval
    {
        get => _interval;
        init => _interval = value >= TimeSpan.Zero
            ? value
            : throw new ArgumentOutOfRangeException(nameof(Interval), value, $"{nameof(Interval)} must not be negative.");
    }

    /// <summary>Receives the error when the file cannot be written, as where the disk is full or the folder is gone: the fit goes on and
    /// tries again after the interval, and what stood in the file before still stands. Later failures of this kind are not told. If the
    /// states are too large for a checkpoint, more than 2 GB, it receives that error, and nothing is tried again. It is called by rank 0
    /// alone and must not throw. If it is <see langword="null"/>, nobody learns of it.</summary>
    public Action<LogRegException>? WriteFailed { get; init; }

    /// <summary>What tells this fit from others besides the data and the options as the fit sees them, as names with values: the sizes of
    /// the files, for example. A file that was written with other values is an error that names the first that differs.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Fingerprint { get; init; } = [];

    /// <summary>Writes a file whole or not at all, from its path and content; <see langword="null"/> for the usual way.</summary>
    internal Action<string, byte[]>? Writer { get; init; }
}
