namespace LogReg.Objectives;

/// <summary>Rows that can be gone through in small batches, without a place for all of them.</summary>
internal interface IRowBatches
{
    /// <summary>n.</summary>
    long RowCount { get; }

    /// <summary>How many observations the rows stand for: n, or the sum of weights that count observations.</summary>
    double SampleSize { get; }

    /// <summary>Goes through all rows once, in batches of random order; a batch is valid until the next one is asked for.</summary>
    /// <param name="batchSize">The rows of a batch, 1 to <see cref="Design.RowBlock.Capacity"/>; some have fewer.</param>
    /// <param name="epoch">The number of the pass: each has an order of its own, the same on any machine.</param>
    /// <param name="cancellationToken">A token to cancel the pass.</param>
    /// <exception cref="OperationCanceledException">The operation was cancelled.</exception>
    IEnumerable<GradientBatch> Batches(int batchSize, int epoch, CancellationToken cancellationToken);
}
