namespace LogReg.Equations;

/// <summary>max(x, 0).</summary>
/// <param name="Number">x.</param>
public sealed record PositivePart(NumberExpression Number) : NumberExpression;
