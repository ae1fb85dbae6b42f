namespace LogReg.Objectives;

/// <summary>The loss of some rows, as an objective that also gives each row's residuals.</summary>
internal static class LossObjectives
{
    /// <summary>Makes the binary objective for two classes, else softmax.</summary>
    /// <param name="data">The rows.</param>
    /// <param name="penalty">The penalty that is added to the mean loss.</param>
    /// <param name="hasReference">Whether, of several classes, the first has no equation.</param>
    /// <param name="threads">The largest number of threads of a pass, at least 1.</param>
    public static IResidualSource Create(ClassificationData data, Penalty penalty, bool hasReference, int threads) => data.ClassCount == 2
        ? new LogisticObjective(data, penalty, threads)
        : new SoftmaxObjective(data, penalty, threads, hasReference);
}
