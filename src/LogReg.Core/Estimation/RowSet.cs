using LogReg.Features;

namespace LogReg.Estimation;

/// <summary>Some rows of a table with what the objective needs of each, in the same order.</summary>
/// <param name="Selection">The rows.</param>
/// <param name="Classes">The class of each; of two classes, 1 is the positive one.</param>
/// <param name="Weights">The weight of each, or <see langword="null"/>.</param>
/// <param name="Offsets">The offset of each, or <see langword="null"/>.</param>
internal sealed record RowSet(RowSelection Selection, int[] Classes, double[]? Weights, double[]? Offsets);
