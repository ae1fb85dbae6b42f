namespace LogReg.Estimation;

/// <summary>The rows of a class in a chunk, in the order in which they are dealt.</summary>
/// <param name="Class">The class.</param>
/// <param name="Rows">The rows, in a random order.</param>
/// <param name="Before">How many rows of the class are in earlier chunks.</param>
internal readonly record struct DealtRows(int Class, int[] Rows, long Before);
