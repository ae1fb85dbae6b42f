namespace LogReg.Equations;

/// <summary>A product, multiplied from the first number to the last.</summary>
/// <param name="Numbers">At least two numbers.</param>
public sealed record ProductNumber(IReadOnlyList<NumberExpression> Numbers) : NumberExpression;
