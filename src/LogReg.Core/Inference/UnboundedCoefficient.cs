namespace LogReg.Inference;

/// <summary>A coefficient that has no finite estimate, because its feature separates rows of the classes.</summary>
/// <param name="Name">The coefficient's name, such as <c>hour=h1</c>.</param>
/// <param name="Direction">1 where the likelihood grows as the coefficient goes to ∞, −1 where to −∞, 0 where only combinations with others are known to.</param>
public sealed record UnboundedCoefficient(string Name, int Direction);
