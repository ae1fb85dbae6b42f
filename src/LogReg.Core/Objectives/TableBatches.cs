namespace LogReg.Objectives;

/// <summary>Batches of rows in memory, which follow one permutation of all rows.</summary>
internal sealed class TableBatches : IRowBatches
{
    private readonly ClassificationData _data;
    private readonly Penalty _penalty;
    private readonly int _seed;

    /// <param name="data">The rows.</param>
    /// <param name="penalty">The penalty that is added to the mean loss.</param>
    /// <param name="sampleSize">The number of observations that the rows stand for.</param>
    /// <param name="seed">Decides the order of the rows.</param>
    public TableBatches(ClassificationData data, Penalty penalty, double sampleSize, int seed)
    {
        _data = data;
        _penalty = penalty;
        _seed = seed;
        SampleSize = sampleSize;
    }

    public long RowCount => _data.Parts.TotalCount;

    public double SampleSize { get; }

    public IEnumerable<GradientBatch> Batches(int batchSize, int epoch, CancellationToken cancellationToken) =>
        new ShuffledRows(batchSize, _penalty, _penalty.IsNone, RowCount / _data.WeightSum)
            .Batches(_data, ShuffledRows.RandomOf(_seed, epoch), cancellationToken);
}
