namespace LogReg.Data;

/// <summary>The bytes of a text that can be read from any place on.</summary>
/// <param name="Start">Where its first record starts, in bytes of the text.</param>
/// <param name="End">Where it ends.</param>
internal readonly record struct CutRange(long Start, long End)
{
    /// <summary>How many bytes there are.</summary>
    public long Length => End - Start;
}
