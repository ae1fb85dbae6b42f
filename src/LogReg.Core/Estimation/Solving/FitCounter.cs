namespace LogReg.Estimation;

/// <summary>Counts the fits of a path, a cross-validation or inference, which may end on several threads, and reports each.</summary>
/// <param name="progress">Receives progress after each fit; may be <see langword="null"/>.</param>
internal sealed class FitCounter(IProgress<TrainingProgress>? progress)
{
    private readonly Lock _lock = new();
    private int _done;

    /// <summary>How many fits there will be.</summary>
    public int Total { get; set; }

    /// <summary>Reports that nothing is done yet.</summary>
    /// <param name="total">How many fits there will be at most.</param>
    public void Start(int total)
    {
        Total = total;
        Report();
    }

    /// <summary>One more fit is done.</summary>
    public void Count()
    {
        lock (_lock)
        {
            _done++;
            Report();
        }
    }

    private void Report() => progress?.Report(new TrainingProgress(null, null) { Fits = new FitCount(_done, Total) });
}
