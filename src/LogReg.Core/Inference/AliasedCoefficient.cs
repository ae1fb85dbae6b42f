namespace LogReg.Inference;

/// <summary>An aliased coefficient: it was set to 0 because its column is a linear combination of earlier columns.</summary>
/// <param name="Name">The name of the coefficient.</param>
/// <param name="DependsOn">The names of the coefficients whose columns the linear combination consists of; empty for a
/// column of zeros.</param>
public sealed record AliasedCoefficient(string Name, IReadOnlyList<string> DependsOn)
{
    /// <summary>The factors of the linear combination, in the order of <see cref="DependsOn"/>, of standardised columns and beside a
    /// constant; <see langword="null"/> if they were not kept, as without a formula.</summary>
    internal IReadOnlyList<double>? Combination { get; init; }
}
