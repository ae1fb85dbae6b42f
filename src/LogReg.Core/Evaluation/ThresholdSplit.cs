namespace LogReg.Evaluation;

/// <summary>One way to split rows by their probability.</summary>
/// <param name="Threshold">The threshold.</param>
/// <param name="TruePositives">The weight of the true positives.</param>
/// <param name="FalsePositives">The weight of the false positives.</param>
internal readonly record struct ThresholdSplit(double Threshold, double TruePositives, double FalsePositives);
