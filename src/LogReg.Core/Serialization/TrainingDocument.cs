namespace LogReg.Serialization;

/// <summary>The member <c>training</c> of a model file.</summary>
internal sealed record TrainingDocument
{
    public string? Formula { get; init; }

    public long? Rows { get; init; }

    public long? WatchedRows { get; init; }

    public MissingDocument? Missing { get; init; }

    public string? Solver { get; init; }

    public int? Iterations { get; init; }

    public bool? Converged { get; init; }

    public string? Termination { get; init; }

    public string? Penalty { get; init; }

    public double? Lambda { get; init; }

    public double? Alpha { get; init; }

    public double? Loss { get; init; }

    public double? Accuracy { get; init; }

    public Dictionary<string, double>? ClassWeights { get; init; }

    public double? Prior { get; init; }

    public Dictionary<string, double>? InterceptCorrection { get; init; }

    public IReadOnlyList<string?>? Warnings { get; init; }
}
