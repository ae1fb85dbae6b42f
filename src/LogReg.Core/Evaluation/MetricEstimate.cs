namespace LogReg.Evaluation;

/// <summary>A metric on rows that were not fitted, estimated from folds.</summary>
/// <param name="Mean">The mean over the folds, each weighing as much as its rows.</param>
/// <param name="StandardError">The standard error of the mean, √(Σ_k w_k(m_k − mean)²/Σ_k w_k/(K − 1)) over the K folds.</param>
public sealed record MetricEstimate(double Mean, double StandardError);
