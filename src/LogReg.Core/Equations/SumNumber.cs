namespace LogReg.Equations;

/// <summary>A sum, added from the first number to the last.</summary>
/// <param name="Numbers">At least two numbers.</param>
public sealed record SumNumber(IReadOnlyList<NumberExpression> Numbers) : NumberExpression;
