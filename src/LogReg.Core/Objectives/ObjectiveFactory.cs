namespace LogReg.Objectives;

/// <summary>Constructs every objective: the one place that knows which class stands for which function of the rows.</summary>
internal sealed class ObjectiveFactory
{
    private readonly int _threads;
    private readonly IRowPassFactory _passes;

    /// <param name="threads">The largest number of threads of a pass, at least 1; no result depends on it.</param>
    /// <param name="passes">Makes the passes over the rows of likelihoods; <see langword="null"/> for passes over rows in memory.</param>
    public ObjectiveFactory(int threads, IRowPassFactory? passes = null)
    {
        _threads = threads;
        _passes = passes ?? LocalRowPassFactory.Instance;
    }

    /// <summary>The largest number of threads of a pass.</summary>
    public int Threads => _threads;

    /// <summary>What the passes over the rows can do.</summary>
    public PassCapabilities Capabilities => _passes.Capabilities;

    /// <summary>What the passes are called in messages.</summary>
    public string Name => _passes.Name;

    /// <summary>Whether the passes can do something.</summary>
    /// <param name="capabilities">One capability or several.</param>
    public bool Offers(PassCapabilities capabilities) => (capabilities & ~Capabilities) == PassCapabilities.None;

    /// <summary>The mean loss plus a smooth penalty: logistic for two classes, softmax for more.</summary>
    /// <param name="data">The rows.</param>
    /// <param name="penalty">The penalty.</param>
    /// <param name="hasReference">Whether the first of several classes has no equation.</param>
    public IObjective Likelihood(ClassificationData data, Penalty penalty, bool hasReference)
    {
        IRowPasses passes = _passes.Create(data, hasReference, _threads);
        return data.ClassCount == 2 ? new LogisticObjective(passes, penalty) : new SoftmaxObjective(passes, penalty);
    }

    /// <summary>Passes over rows in memory that also give the residuals of each row.</summary>
    /// <param name="data">The rows.</param>
    /// <param name="hasReference">Whether the first of several classes has no equation.</param>
    public LocalRowPasses LocalRows(ClassificationData data, bool hasReference) =>
        LocalRowPassFactory.CreateLocal(data, hasReference, _threads);

    /// <summary>Firth's penalised likelihood of two classes.</summary>
    /// <param name="data">The rows.</param>
    public FirthObjective Firth(ClassificationData data) => new(data, _threads);

    /// <summary>Firth's penalised likelihood of few rows, with its exact Hessian.</summary>
    /// <param name="data">The rows.</param>
    /// <param name="free">The positions of the parameters that vary.</param>
    public static FirthSurface FirthSurface(ClassificationData data, int[] free) => new(data, free);

    /// <summary>The likelihood with sums in twice the digits.</summary>
    /// <param name="data">The rows.</param>
    public ExtendedLikelihood Extended(ClassificationData data) => new(data, _threads);

    /// <summary>The loss as a function of some of its columns.</summary>
    /// <param name="data">The rows, all columns.</param>
    /// <param name="hasReference">Whether the first of several classes has no equation.</param>
    public WorkingSet WorkingSet(ClassificationData data, bool hasReference) => data.ClassCount == 2
        ? new BinaryWorkingSet(data, _threads)
        : new SoftmaxWorkingSet(data, hasReference, _threads);

    /// <summary>Batches of rows in memory, for the mean loss plus a smooth penalty.</summary>
    /// <param name="data">The rows.</param>
    /// <param name="penalty">The penalty; without one, the first of several classes has no equation.</param>
    /// <param name="sampleSize">The number of observations that the rows stand for.</param>
    /// <param name="seed">Decides the order of the rows.</param>
    public static IRowBatches Batches(ClassificationData data, Penalty penalty, double sampleSize, int seed) =>
        new TableBatches(data, penalty, sampleSize, seed);

    /// <summary>The mean loss plus a smooth penalty of rows that are read window by window in each pass.</summary>
    /// <param name="read">Reads the rows from the first one on; a window is valid until the next one is asked for.</param>
    /// <param name="size">What they amount to.</param>
    /// <param name="penalty">The penalty; without one, the first of several classes has no equation.</param>
    /// <param name="seed">Decides the order of the rows in batches.</param>
    public StreamObjective Streamed(
        Func<CancellationToken, IEnumerable<ClassificationData>> read, StreamSize size, Penalty penalty, int seed) =>
        new StreamObjective(read, size, penalty, seed, this);

    /// <summary>An objective of which only some parameters vary, the others being 0.</summary>
    /// <param name="full">The objective.</param>
    /// <param name="kept">The positions of the parameters that vary, ascending.</param>
    public static RestrictedObjective Restricted(IObjective full, IReadOnlyList<int> kept) => new(full, kept);

    /// <summary>An objective on the plane c·β = v.</summary>
    /// <param name="full">The objective, of at least two parameters.</param>
    /// <param name="functional">c, not all 0.</param>
    /// <param name="value">v.</param>
    public static ConstrainedObjective Constrained(IObjective full, ReadOnlySpan<double> functional, double value) =>
        new(full, functional, value);
}
