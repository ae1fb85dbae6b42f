namespace LogReg.Equations;

/// <summary>At least one of several conditions holds.</summary>
/// <param name="Conditions">The conditions, at least one.</param>
public sealed record AnyCondition(IReadOnlyList<Condition> Conditions) : Condition;
