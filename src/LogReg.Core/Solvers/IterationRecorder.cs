using System.Diagnostics;

namespace LogReg.Solvers;

/// <summary>Keeps the training history and passes it on as it grows.</summary>
internal sealed class IterationRecorder
{
    private readonly List<IterationProgress> _history = [];
    private readonly IProgress<IterationProgress>? _progress;
    private readonly long _start = Stopwatch.GetTimestamp();
    private readonly double _secondsBefore;

    /// <param name="progress">Receives progress after each iteration; may be <see langword="null"/>.</param>
    public IterationRecorder(IProgress<IterationProgress>? progress)
    {
        _progress = progress;
    }

    /// <param name="history">The iterations of a solver that others go on from.</param>
    /// <param name="progress">Receives progress after each further iteration; may be <see langword="null"/>.</param>
    public IterationRecorder(IReadOnlyList<IterationProgress> history, IProgress<IterationProgress>? progress)
        : this(progress)
    {
        _history.AddRange(history);
        _secondsBefore = history.Count == 0 ? 0 : history[^1].Seconds;
    }

    /// <summary>The start and the iterations so far; the list grows.</summary>
    public IReadOnlyList<IterationProgress> History => _history;

    /// <summary>How many iterations were recorded after the start.</summary>
    public int Iterations => _history.Count - 1;

    /// <summary>Records the start (the first call) or an accepted iterate.</summary>
    /// <param name="iterate">The point, evaluated.</param>
    /// <param name="step">The step size that led there.</param>
    public void Record(Iterate iterate, double step)
    {
        var entry = new IterationProgress(
            _history.Count,
            iterate.Evaluation.Value,
            iterate.Evaluation.Loss,
            iterate.GradientNorm,
            step,
            _secondsBefore + Stopwatch.GetElapsedTime(_start).TotalSeconds,
            iterate.Evaluation.SaturatedShare);
        _history.Add(entry);
        _progress?.Report(entry);
    }

    /// <summary>The result of a solver that ended at an iterate.</summary>
    public SolverResult Result(
        Iterate iterate, TerminationReason termination, IReadOnlyList<int>? dependentParameters = null, double[]? newtonStep = null) =>
        new(
            [.. iterate.Parameters],
            iterate.Evaluation,
            iterate.GradientNorm,
            Iterations,
            termination,
            _history,
            dependentParameters ?? [],
            newtonStep);
}
