namespace LogReg.Sources.Arrow;

/// <summary>Where a column stands in a batch.</summary>
internal readonly struct ArrayPlace
{
    /// <param name="batch">The batch.</param>
    /// <param name="before">What stands before the column in the batch.</param>
    public ArrayPlace(BatchHeader batch, ArrayCount before)
    {
        int earlier = batch.ViewBuffersOf(before.Views);
        Batch = batch;
        Nulls = batch.NullsOf(before.Arrays);
        Buffer = before.Buffers + earlier;
        Views = batch.ViewCount > before.Views ? batch.ViewBuffersOf(before.Views + 1) - earlier : 0;
    }

    /// <summary>The batch.</summary>
    public BatchHeader Batch { get; }

    /// <summary>How many rows have no value.</summary>
    public long Nulls { get; }

    /// <summary>The place of its first buffer.</summary>
    public int Buffer { get; }

    /// <summary>How many buffers hold the longer texts of a column of views.</summary>
    public int Views { get; }
}
