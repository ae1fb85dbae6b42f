namespace LogReg.Design;

/// <summary>Where a row of a design matrix is stored.</summary>
/// <param name="Chunk">The chunk.</param>
/// <param name="Row">The row in it.</param>
internal readonly record struct ChunkRow(int Chunk, int Row);
