namespace LogReg;

/// <summary>How well rows of a class are ranked above the others.</summary>
/// <param name="RocAuc">The area under the ROC curve; NaN if it is not defined.</param>
/// <param name="Positive">The number of rows of the class.</param>
/// <param name="Negative">The number of other rows.</param>
internal sealed record ClassRanking(double RocAuc, double Positive, double Negative);
