using LogReg.Objectives;

namespace LogReg.Estimation;

/// <summary>An objective over rows in memory, whose batches follow one permutation of all rows.</summary>
internal sealed class TableObjective : IBatchedObjective
{
    // Rows copied at a time: many batches, little memory.
    private const int WindowRows = 8192;

    private readonly ClassificationData _data;
    private readonly Penalty _penalty;
    private readonly IResidualSource _source;
    private readonly int _seed;

    /// <param name="data">The rows.</param>
    /// <param name="penalty">What is added to the mean loss.</param>
    /// <param name="sampleSize">How many observations the rows stand for.</param>
    /// <param name="seed">Decides the order of the rows.</param>
    /// <param name="threads">How many threads a full pass may use, at least 1.</param>
    public TableObjective(ClassificationData data, Penalty penalty, double sampleSize, int seed, int threads)
    {
        _data = data;
        _penalty = penalty;
        _seed = seed;
        _source = LossObjectives.Create(data, penalty, penalty.IsNone, threads);
        SampleSize = sampleSize;
    }

    public int ParameterCount => _source.ParameterCount;

    public long RowCount => _data.Design.RowCount;

    public double SampleSize { get; }

    public ObjectiveEvaluation Evaluate(
        ReadOnlySpan<double> parameters, Span<double> gradient, Span<double> hessian, CancellationToken cancellationToken) =>
        _source.Evaluate(parameters, gradient, hessian, cancellationToken);

    public void HessianDiagonal(ReadOnlySpan<double> parameters, Span<double> diagonal, CancellationToken cancellationToken) =>
        _source.HessianDiagonal(parameters, diagonal, cancellationToken);

    public IEnumerable<GradientBatch> Batches(int batchSize, int epoch, CancellationToken cancellationToken)
    {
        int[] order = [.. Enumerable.Range(0, _data.Design.RowCount)];
        new SplitMix(EpochSeed(_seed, epoch)).Shuffle(order);
        int window = Math.Max(1, WindowRows / batchSize) * batchSize;
        for (int start = 0; start < order.Length; start += window)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int[] rows = order[start..Math.Min(order.Length, start + window)];
            foreach (GradientBatch batch in ShuffledRows.Batches(_data, rows, batchSize, _penalty, _penalty.IsNone, RowCount / _data.WeightSum))
            {
                yield return batch;
            }
        }
    }

    /// <summary>A seed for each epoch, far from those of other epochs and seeds.</summary>
    public static int EpochSeed(int seed, int epoch) => unchecked((seed * (int)0x9E3779B1) + (epoch * 0x632BE5AB));
}
