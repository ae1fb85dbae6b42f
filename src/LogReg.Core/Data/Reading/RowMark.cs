namespace LogReg.Data;

/// <summary>A place between two rows of a source or of one of its parts.</summary>
/// <param name="Row">How many rows come before it.</param>
/// <param name="Offset">How many bytes of the text come before it; 0 for what is no text.</param>
/// <param name="Line">The line that starts there, from 1; 0 for what is no text.</param>
internal readonly record struct RowMark(long Row, long Offset = 0, long Line = 0)
{
    /// <summary>A place after all rows, wherever that is.</summary>
    public static RowMark End { get; } = new(long.MaxValue, long.MaxValue);
}
