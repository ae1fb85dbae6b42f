namespace LogReg.Data;

/// <summary>Takes over the parsed rows of a source, on one of the threads that parse.</summary>
internal abstract class BatchWorker
{
    /// <summary>Gets ready for a batch, before it is read; may wait.</summary>
    /// <returns>The buffers to parse the batch into.</returns>
    public abstract ParsedRows Prepare();

    /// <summary>Takes over the rows; called for one batch after the other in the order of the source.</summary>
    /// <param name="batch">Where they come from.</param>
    /// <param name="firstRow">The index of the first row in the whole data.</param>
    public abstract void Commit(Batch batch, long firstRow);

    /// <summary>Takes over the rows of a batch that stand before the first thing wrong with it, after which no more rows come. Whoever
    /// looks at rows himself may find something wrong with an earlier one.</summary>
    /// <param name="batch">Where they come from.</param>
    /// <param name="firstRow">The index of the first row in the whole data.</param>
    public virtual void CommitBeforeFault(Batch batch, long firstRow)
    {
    }

    /// <summary>Does the remaining work, alongside other workers.</summary>
    public virtual void Finish()
    {
    }
}
