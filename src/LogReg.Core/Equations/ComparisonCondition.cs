namespace LogReg.Equations;

/// <summary>A number compared with a constant.</summary>
/// <param name="Number">The number.</param>
/// <param name="Comparison">How it compares.</param>
/// <param name="Value">The constant, a finite number.</param>
public sealed record ComparisonCondition(NumberExpression Number, Comparison Comparison, double Value) : Condition;
