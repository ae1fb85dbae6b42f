namespace LogReg;

/// <content>How the model came about.</content>
public sealed partial class LogisticModel
{
    /// <summary>How the model came about: program, date, data, options; <see langword="null"/> if nobody said so
    /// (<see cref="WithProvenance"/>), or if an older version wrote the model.</summary>
    public ModelProvenance? Provenance => Content.Provenance;

    /// <summary>Creates a copy of the model that says how it came about. Its predictions are the same.</summary>
    /// <param name="provenance">What its file should say; <see langword="null"/> for nothing.</param>
    public LogisticModel WithProvenance(ModelProvenance? provenance) => new(Content with { Provenance = provenance });

    /// <summary>The updates to newer rows, the first one first; empty for a model as it was trained. <see cref="Training"/> is that of the
    /// coefficients: a recalibration leaves it as it was, a refit replaces it. <see cref="Features"/> remain those of the original training
    /// rows.</summary>
    public IReadOnlyList<UpdateSummary> Updates => Content.Updates;

    /// <summary>Creates a copy of the model that says how its last update came about. Its predictions are the same.</summary>
    /// <param name="provenance">What its file should say; <see langword="null"/> for nothing.</param>
    /// <exception cref="InvalidOperationException">The model was not updated.</exception>
    public LogisticModel WithUpdateProvenance(ModelProvenance? provenance) => Updates.Count == 0
        ? throw new InvalidOperationException("The model was not updated.")
        : new(Content with { Updates = [.. Updates.SkipLast(1), Updates[^1] with { Provenance = provenance }] });
}
