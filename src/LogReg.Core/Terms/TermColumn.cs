using LogReg.Equations;

namespace LogReg.Terms;

/// <summary>A column of a term, written out.</summary>
/// <param name="Place">The position of its weight among those of the term.</param>
/// <param name="When">The condition without which the column is 0; <see langword="null"/> if there is none.</param>
/// <param name="Number">The number; <see langword="null"/> for 1.</param>
internal sealed record TermColumn(int Place, Condition? When, NumberExpression? Number);
