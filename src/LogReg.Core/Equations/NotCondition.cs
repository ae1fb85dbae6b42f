namespace LogReg.Equations;

/// <summary>A condition does not hold.</summary>
/// <param name="Condition">The condition.</param>
public sealed record NotCondition(Condition Condition) : Condition;
