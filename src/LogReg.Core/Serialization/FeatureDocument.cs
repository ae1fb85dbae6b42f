namespace LogReg.Serialization;

/// <summary>An entry of the member <c>features</c> of a model file.</summary>
internal sealed record FeatureDocument
{
    public string? Name { get; init; }

    public string? Type { get; init; }

    public double? ImputeWith { get; init; }

    public double? MissingShare { get; init; }

    public double? Mean { get; init; }

    public double? StandardDeviation { get; init; }

    public double? Minimum { get; init; }

    public double? Maximum { get; init; }

    public string? DateOrder { get; init; }

    public NotationDocument? Notation { get; init; }

    public IReadOnlyList<double>? Quantiles { get; init; }

    public IReadOnlyList<string?>? Levels { get; init; }

    public string? Reference { get; init; }

    public IReadOnlyList<double>? Shares { get; init; }

    public IReadOnlyList<int>? Indices { get; init; }

    public IReadOnlyList<double>? Means { get; init; }

    public IReadOnlyList<double>? StandardDeviations { get; init; }
}
