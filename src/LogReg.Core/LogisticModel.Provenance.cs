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
}
