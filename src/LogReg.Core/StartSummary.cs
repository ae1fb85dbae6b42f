namespace LogReg;

/// <summary>How much of a fit's start came from another model.</summary>
/// <param name="Matched">How many coefficients of an equation, the intercept included, the other model has, too.</param>
/// <param name="Coefficients">How many an equation has; those that are not matched start at 0.</param>
public sealed record StartSummary(int Matched, int Coefficients);
