namespace LogReg.Serialization;

/// <summary>The member <c>target</c> of a model file.</summary>
internal sealed record TargetDocument
{
    public string? Name { get; init; }

    public IReadOnlyList<string?>? Classes { get; init; }

    public string? Positive { get; init; }

    public string? Base { get; init; }
}
