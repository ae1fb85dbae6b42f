namespace LogReg.Inference;

/// <summary>A coefficient that was left at 0, because its column is a linear combination of columns before it.</summary>
/// <param name="Name">The coefficient's name.</param>
/// <param name="DependsOn">The names of the coefficients whose columns make up this one's.</param>
public sealed record AliasedCoefficient(string Name, IReadOnlyList<string> DependsOn);
