namespace LogReg.Estimation;

/// <summary>The fit of a sample.</summary>
/// <param name="Parameters">The equations one after the other, on the standardised scale.</param>
/// <param name="Rows">How many rows it was fitted to.</param>
internal sealed record SampledStart(double[] Parameters, int Rows);
