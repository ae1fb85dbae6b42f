namespace LogReg.Collectives;

/// <summary>The rows of a chunk among those that a process has.</summary>
/// <param name="Chunk">The number of the chunk among all.</param>
/// <param name="First">The position of its first row among those of the process.</param>
/// <param name="Count">How many rows it has.</param>
internal readonly record struct RowPart(int Chunk, int First, int Count)
{
    /// <summary>The position after its last row.</summary>
    public int End => First + Count;
}
