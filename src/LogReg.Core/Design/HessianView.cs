namespace LogReg.Design;

/// <summary>
/// A square window into a row-major matrix: a design matrix of d columns writes its d × d Hessian there. Several equations
/// (softmax) are several windows into one larger matrix.
/// </summary>
/// <param name="Values">The whole matrix.</param>
/// <param name="Stride">The length of a row of the whole matrix.</param>
/// <param name="Origin">The index in <paramref name="Values"/> of the window's first element.</param>
/// <param name="Threads">How many threads may share the work on a block of rows.</param>
internal readonly record struct HessianView(double[] Values, int Stride, int Origin, int Threads = 1)
{
    /// <summary>The index in <see cref="Values"/> of the element at a row and a column of the window.</summary>
    public int IndexOf(int row, int column) => Origin + (row * Stride) + column;
}
