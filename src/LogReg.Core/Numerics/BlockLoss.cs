namespace LogReg.Numerics;

/// <summary>The sums of one pass over a block of rows; rows of weight 0 are skipped.</summary>
/// <param name="Loss">Σ w·(log(1 + e^η) − y·η).</param>
/// <param name="SaturatedRows">The number of rows whose μ(1 − μ) is below 0.001.</param>
/// <param name="MisclassifiedOrTied">
/// The number of rows whose margin (2y − 1)·η is not positive: 0 in every block means that the coefficients separate the classes.
/// </param>
internal readonly record struct BlockLoss(double Loss, long SaturatedRows, long MisclassifiedOrTied);
