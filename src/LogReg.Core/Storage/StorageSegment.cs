namespace LogReg.Storage;

/// <summary>A piece of memory outside of the heap that columns are put into.</summary>
internal abstract class StorageSegment : IDisposable
{
    /// <summary>The first byte; at the start of a page.</summary>
    public abstract nint Address { get; }

    /// <summary>How many bytes there are.</summary>
    public abstract long Length { get; }

    /// <summary>Gives the memory back: nobody may use it afterwards.</summary>
    public abstract void Dispose();
}
