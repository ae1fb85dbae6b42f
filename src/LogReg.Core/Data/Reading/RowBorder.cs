namespace LogReg.Data;

/// <summary>A place between two rows of a source that may have several parts.</summary>
/// <param name="Part">The part; 0 if there is one only.</param>
/// <param name="Mark">The place in it.</param>
internal readonly record struct RowBorder(int Part, RowMark Mark);
