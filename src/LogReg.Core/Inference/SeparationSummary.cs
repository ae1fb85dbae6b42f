namespace LogReg.Inference;

/// <summary>The verdict on separation.</summary>
/// <param name="Kind">What was found.</param>
/// <param name="SeparatedRows">How many rows the direction that was found puts strictly on their own class's side.</param>
/// <param name="Unbounded">The coefficients without a finite estimate.</param>
public sealed record SeparationSummary(SeparationKind Kind, long SeparatedRows, IReadOnlyList<UnboundedCoefficient> Unbounded)
{
    /// <summary>Nobody looked.</summary>
    public static SeparationSummary Undetermined { get; } = new(SeparationKind.Undetermined, 0, []);
}
