namespace LogReg.Objectives;

/// <summary>Makes passes over rows in memory: of one process, which can do everything, or of several that share them.</summary>
internal sealed class LocalRowPassFactory : IRowPassFactory
{
    private LocalRowPassFactory(string name, PassCapabilities capabilities)
    {
        Name = name;
        Capabilities = capabilities;
    }

    /// <summary>For rows that are all here.</summary>
    public static LocalRowPassFactory Instance { get; } = new("the fit on one machine", PassCapabilities.All);

    /// <summary>For rows that several processes share. A batch of rows in random order would come from all of them: there are
    /// none.</summary>
    public static LocalRowPassFactory Shared { get; } =
        new("the fit in several processes", PassCapabilities.All & ~PassCapabilities.RowBatches);

    public string Name { get; }

    public PassCapabilities Capabilities { get; }

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
