namespace LogReg.Data;

/// <summary>Some of the data that one process counts: a part, or a piece of its text.</summary>
/// <param name="Part">The part.</param>
/// <param name="From">Where the piece of the text starts.</param>
/// <param name="To">Where it ends.</param>
internal readonly record struct PartPiece(int Part, long From, long To);
