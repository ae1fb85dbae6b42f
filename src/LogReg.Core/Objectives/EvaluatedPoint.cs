namespace LogReg.Objectives;

/// <summary>Where a working set has looked at the rows: the columns that were at work, on whose order the last bits depend, and their
/// parameters.</summary>
/// <param name="Columns">The columns, as positions among all parameters of an equation.</param>
/// <param name="Parameters">The equations one after the other, each these columns.</param>
internal sealed record EvaluatedPoint(int[] Columns, double[] Parameters);
