namespace LogReg.Serialization;

/// <summary>An entry of the member <c>importance</c> of a model file.</summary>
internal sealed record ImportanceDocument
{
    public string? Feature { get; init; }

    public double? StandardDeviation { get; init; }
}
