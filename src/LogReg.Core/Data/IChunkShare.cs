namespace LogReg.Data;

/// <summary>The rows that one of several processes reads chunk by chunk, in constant memory, and what all processes agree on
/// afterwards.</summary>
internal interface IChunkShare
{
    /// <summary>Reads the rows of this process; calls no operation of the collective.</summary>
    /// <param name="progress">Receives progress; may be <see langword="null"/>.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="DataException">The first thing wrong in the rows of this process.</exception>
    /// <exception cref="OperationCanceledException">The reading was cancelled.</exception>
    IEnumerable<TableChunk> Read(IProgress<ReadProgress>? progress, CancellationToken cancellationToken);

    /// <summary>Completes what was passed over after all processes have read, so that every process knows that of all rows, or of those
    /// before the first fault.</summary>
    /// <exception cref="DataException">The rows contradict each other; the same error in every process.</exception>
    void Agree();
}
