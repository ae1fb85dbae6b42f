using System.Text.Json.Serialization;

namespace LogReg.Serialization;

/// <summary>The member <c>path</c> of a model file.</summary>
internal sealed record PathDocument
{
    /// <summary>More coefficients than this would make the model file a table with a model in it.</summary>
    public const int MostCoefficients = 1_000_000;

    [JsonPropertyOrder(0)]
    public double? Alpha { get; init; }

    [JsonPropertyOrder(1)]
    public IReadOnlyList<PathPointDocument?>? Points { get; init; }

    /// <summary>The fit at one λ: the intercepts, and the coefficients that are not 0.</summary>
    internal sealed record PathPointDocument(
        double? Lambda,
        int? NonZeros,
        double? DevianceExplained,
        double? Loss,
        double? OptimalityResidual,
        int? Iterations,
        string? Termination,
        Dictionary<string, Dictionary<string, double>?>? Coefficients);
}
