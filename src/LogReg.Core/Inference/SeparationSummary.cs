namespace LogReg.Inference;

/// <summary>The verdict on separation.</summary>
/// <param name="Kind">What was found.</param>
/// <param name="SeparatedRows">How many rows the direction that was found puts strictly on their own class's side; of several classes, against at least one other.</param>
/// <param name="Unbounded">The coefficients without a finite estimate.</param>
public sealed record SeparationSummary(SeparationKind Kind, long SeparatedRows, IReadOnlyList<UnboundedCoefficient> Unbounded)
{
    /// <summary>Of several classes those of which no comparison with another class has a finite estimate.</summary>
    public IReadOnlyList<string> Classes { get; init; } = [];

    /// <summary>For two classes a basis of the directions that the data do not determine, as the fit's parameters: at the means of the numeric features, and for one standard deviation of each. A row's log-odds
    /// are finite in the limit of the likelihood exactly if they are the same along all of them. <see langword="null"/> where that is not known, in files of older versions.</summary>
    internal IReadOnlyList<double[]>? FreeDirections { get; init; }

    /// <summary>Nobody looked.</summary>
    public static SeparationSummary Undetermined { get; } = new(SeparationKind.Undetermined, 0, []);
}
