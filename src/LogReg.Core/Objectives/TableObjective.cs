
namespace LogReg.Objectives;

/// <summary>An objective over rows in memory, whose batches follow one permutation of all rows.</summary>
internal sealed class TableObjective : IBatchedObjective
{
    private readonly ClassificationData _data;
    private readonly Penalty _penalty;
    private readonly IResidualSource _source;
    private readonly int _seed;

    /// <param name="data">The rows.</param>
    /// <param name="penalty">The penalty that is added to the mean loss.</param>
    /// <param name="sampleSize">How many observations the rows stand for.</param>
    /// <param name="seed">Decides the order of the rows.</param>
    /// <param name="threads">How many threads a full pass may use, at least 1.</param>
    public TableObjective(ClassificationData data, Penalty penalty, double sampleSize, int seed, int threads)
    {
        _data = data;
        _penalty = penalty;
        _seed = seed;
        _source = new ObjectiveFactory(threads).Likelihood(data, penalty, penalty.IsNone);
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

    public IEnumerable<GradientBatch> Batches(int batchSize, int epoch, CancellationToken cancellationToken) =>
        new ShuffledRows(batchSize, _penalty, _penalty.IsNone, RowCount / _data.WeightSum)
            .Batches(_data, ShuffledRows.RandomOf(_seed, epoch), cancellationToken);
}
