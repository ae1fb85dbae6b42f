namespace LogReg.Equations;

/// <summary>1 where a condition holds, otherwise 0.</summary>
/// <param name="Condition">The condition.</param>
public sealed record IndicatorNumber(Condition Condition) : NumberExpression;
