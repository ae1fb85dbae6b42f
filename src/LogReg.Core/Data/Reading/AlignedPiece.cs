namespace LogReg.Data;

/// <summary>A piece that starts and ends where records start, and what is known of it.</summary>
/// <param name="Piece">The piece.</param>
/// <param name="Counted">Stretches whose rows have been counted, in their order.</param>
internal sealed record AlignedPiece(PartPiece Piece, IReadOnlyList<CountedStretch> Counted);
