namespace LogReg.Inference;

/// <summary>The result of the check for separation.</summary>
/// <param name="Kind">The kind of separation.</param>
/// <param name="SeparatedRows">The number of rows that the separating direction puts strictly on the side of their own class; with three or
/// more classes, against at least one other class.</param>
/// <param name="Unbounded">The coefficients without a finite estimate.</param>
public sealed record SeparationSummary(SeparationKind Kind, long SeparatedRows, IReadOnlyList<UnboundedCoefficient> Unbounded)
{
    /// <summary>The classes, of three or more, for which no comparison with another class has a finite estimate.</summary>
    public IReadOnlyList<string> Classes { get; init; } = [];

    /// <summary>With two classes, a basis of the directions that the data do not determine, in the parameters of the fit: at the means of
    /// the numeric features, and per standard deviation of each. The log-odds of a row are finite in the limit of the likelihood if and
    /// only if they are constant along all of them. <see langword="null"/> if this is not known, in files of older versions.</summary>
    internal IReadOnlyList<double[]>? FreeDirections { get; init; }

    /// <summary>The result if there was no check.</summary>
    public static SeparationSummary Undetermined { get; } = new(SeparationKind.Undetermined, 0, []);
}
