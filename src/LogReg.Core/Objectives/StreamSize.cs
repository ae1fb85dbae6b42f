namespace LogReg.Objectives;

/// <summary>The size of a stream.</summary>
/// <param name="RowCount">n, the rows that train.</param>
/// <param name="WeightSum">Σw while fitting.</param>
/// <param name="SampleSize">The number of observations that the rows stand for.</param>
/// <param name="ClassCount">K.</param>
/// <param name="EquationLength">p, the parameters of an equation.</param>
internal sealed record StreamSize(long RowCount, double WeightSum, double SampleSize, int ClassCount, int EquationLength);
