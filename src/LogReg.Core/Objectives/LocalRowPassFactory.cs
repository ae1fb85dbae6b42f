namespace LogReg.Objectives;

/// <summary>Makes passes over rows in memory, which can do everything.</summary>
internal sealed class LocalRowPassFactory : IRowPassFactory
{
    private LocalRowPassFactory()
    {
    }

    /// <summary>The only one.</summary>
    public static LocalRowPassFactory Instance { get; } = new();

    public string Name => "the fit on one machine";

    public PassCapabilities Capabilities => PassCapabilities.All;

    /// <summary>Makes the passes over some rows.</summary>
    /// <param name="data">The rows.</param>
    /// <param name="hasReference">Whether the first of several classes has no equation.</param>
    /// <param name="threads">The largest number of threads of a pass, at least 1; the sums do not depend on it.</param>
    public static LocalRowPasses CreateLocal(ClassificationData data, bool hasReference, int threads) =>
        data.ClassCount == 2
            ? new LogisticRowPasses(data, threads)
            : new SoftmaxRowPasses(data, threads, hasReference);

    public IRowPasses Create(ClassificationData data, bool hasReference, int threads) => CreateLocal(data, hasReference, threads);
}
