namespace LogReg;

/// <summary>The share of a fit's starting point that came from another model.</summary>
/// <param name="Matched">The number of coefficients of an equation, including the intercept, that the other model has.</param>
/// <param name="Coefficients">The number of coefficients of an equation; those that are not matched start at 0.</param>
public sealed record StartSummary(int Matched, int Coefficients);
