namespace LogReg.Inference;

/// <summary>A coefficient without a finite estimate, because its feature separates rows of the classes.</summary>
/// <param name="Name">The name of the coefficient, such as <c>hour=h1</c>.</param>
/// <param name="Direction">1 if the likelihood grows as the coefficient goes to ∞, −1 if as it goes to −∞, 0 if this is only known of
/// combinations with other coefficients.</param>
public sealed record UnboundedCoefficient(string Name, int Direction);
