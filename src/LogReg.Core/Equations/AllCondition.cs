namespace LogReg.Equations;

/// <summary>All of several conditions hold.</summary>
/// <param name="Conditions">The conditions, at least one.</param>
public sealed record AllCondition(IReadOnlyList<Condition> Conditions) : Condition;
