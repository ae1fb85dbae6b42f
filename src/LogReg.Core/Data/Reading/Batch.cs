namespace LogReg.Data;

/// <summary>Some consecutive rows of a source, as they come.</summary>
internal abstract class Batch
{
    /// <summary>How many bytes of the source had been read when the batch was complete, for progress; 0 if nobody counts.</summary>
    public long BytesRead { get; set; }

    /// <summary>Where a record of the batch stands in the source. This may take time: only for messages.</summary>
    /// <param name="position">The position of the record in the batch, as its parser counts.</param>
    public abstract RowPlace PlaceOf(int position);
}
