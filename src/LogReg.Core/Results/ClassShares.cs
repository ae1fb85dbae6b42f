namespace LogReg;

/// <summary>How the score of one of three or more classes is distributed over a sample of the training rows.</summary>
/// <param name="RocAuc">The area under the ROC curve of the class against the rest; NaN if it is not known.</param>
/// <param name="Score">The log-odds of the class against the rest, with its name.</param>
internal sealed record ClassShares(double RocAuc, BinCounts Score);
