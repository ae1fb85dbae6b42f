namespace LogReg.Objectives;

/// <summary>Constructs every objective: the one place that knows which class stands for which function of the rows.</summary>
internal sealed class ObjectiveFactory
{
    private readonly int _threads;

    /// <param name="threads">The largest number of threads of a pass, at least 1; no result depends on it.</param>
    public ObjectiveFactory(int threads)
    {
        _threads = threads;
    }

    /// <summary>The mean loss plus a smooth penalty: logistic for two classes, softmax for more.</summary>
    /// <param name="data">The rows.</param>
    /// <param name="penalty">The penalty.</param>
    /// <param name="hasReference">Whether the first of several classes has no equation.</param>
    public IResidualSource Likelihood(ClassificationData data, Penalty penalty, bool hasReference) => data.ClassCount == 2
        ? new LogisticObjective(data, penalty, _threads)
        : new SoftmaxObjective(data, penalty, _threads, hasReference);

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

    /// <summary>The mean loss of rows in memory plus a smooth penalty, in batches.</summary>
    /// <param name="data">The rows.</param>
    /// <param name="penalty">The penalty; without one, the first of several classes has no equation.</param>
    /// <param name="sampleSize">How many observations the rows stand for.</param>
    /// <param name="seed">Decides the order of the rows.</param>
    public IBatchedObjective Batched(ClassificationData data, Penalty penalty, double sampleSize, int seed) =>
        new TableObjective(data, penalty, sampleSize, seed, _threads);

    /// <summary>The same of rows that are read window by window in each pass.</summary>
    /// <param name="read">Reads the rows from the first one on; a window is valid until the next one is asked for.</param>
    /// <param name="size">What they amount to.</param>
    /// <param name="penalty">The penalty; without one, the first of several classes has no equation.</param>
    /// <param name="seed">Decides the order of the rows in batches.</param>
    public IBatchedObjective Streamed(Func<CancellationToken, IEnumerable<ClassificationData>> read, StreamSize size, Penalty penalty, int seed) =>
        new StreamObjective(read, size, penalty, seed, _threads);

    /// <summary>An objective of which only some parameters vary, the others being 0.</summary>
    /// <param name="full">The objective.</param>
    /// <param name="kept">The positions of the parameters that vary, ascending.</param>
    public static RestrictedObjective Restricted(IObjective full, IReadOnlyList<int> kept) => new(full, kept);

    /// <summary>An objective on the plane c·β = v.</summary>
    /// <param name="full">The objective, of at least two parameters.</param>
    /// <param name="functional">c, not all 0.</param>
    /// <param name="value">v.</param>
    public static ConstrainedObjective Constrained(IObjective full, ReadOnlySpan<double> functional, double value) => new(full, functional, value);
}
