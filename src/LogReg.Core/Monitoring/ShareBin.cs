namespace LogReg.Monitoring;

/// <summary>An interval of numbers, a level, or several levels.</summary>
/// <param name="Label">What is in it, such as <c>(20, 35]</c>.</param>
/// <param name="TrainingShare">Its share of the training rows, 0 to 1.</param>
/// <param name="BatchShare">Its share of the batch, 0 to 1; NaN without rows.</param>
public sealed record ShareBin(string Label, double TrainingShare, double BatchShare);
