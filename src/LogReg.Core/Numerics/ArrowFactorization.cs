using System.Numerics.Tensors;
using LogReg.Storage;

namespace LogReg.Numerics;

/// <summary>
/// The factorisation of [A Bᵀ; B D] with a diagonal D, however large: D is eliminated, and what remains is the Schur complement S = A −
/// BᵀD⁻¹B, of the size of A (G. H. Golub and C. F. Van Loan, <i>Matrix Computations</i>, 4th ed., 3.2.11).
/// </summary>
/// <remarks>A column of A that those of D explain, or those of A before it, gets 0 in every solution, as in
/// <see cref="CholeskyFactorization"/>.</remarks>
internal sealed class ArrowFactorization
{
    // Columns of B that stay in the cache while they are multiplied.
    private const int BlockRows = 2048;

    private readonly ColumnValues<double>[] _border;
    private readonly double[] _inverses;
    private readonly CholeskyFactorization _complement;
    private readonly double[] _scaled;

    /// <summary>Factors a matrix.</summary>
    /// <param name="core">A: q·q numbers, row after row, of which the lower triangle is looked at; not changed.</param>
    /// <param name="border">B: q columns of k numbers.</param>
    /// <param name="diagonal">D: k numbers; where one is not above 0, the solution is 0.</param>
    /// <param name="tolerance">The relative pivot below which a column of A is dependent: from 0 to below 1.</param>
    /// <exception cref="ArgumentException">A has not q·q elements.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A column of B is shorter than D, or the tolerance is out of range.</exception>
    internal ArrowFactorization(double[] core, double[][] border, ReadOnlySpan<double> diagonal, double tolerance)
    {
        int length = border.Length;
        _border = [.. border];
        _inverses = new double[diagonal.Length];
        _scaled = new double[diagonal.Length];
        for (int row = 0; row < diagonal.Length; row++)
        {
            _inverses[row] = diagonal[row] > 0 ? 1 / diagonal[row] : 0;
        }

        double[] complement = [.. core];
        TensorPrimitives.Negate(_inverses, _scaled);
        for (int start = 0; start < diagonal.Length; start += BlockRows)
        {
            DenseKernels.AddWeightedGram(
                _border, start, _scaled.AsSpan(start, Math.Min(BlockRows, diagonal.Length - start)), complement, length);
        }

        // What is left of a column that D explains is the rounding of what was taken away: it must not pass for a pivot.
        for (int column = 0; column < length; column++)
        {
            ref double left = ref complement[column * (length + 1)];
            left = left > tolerance * core[column * (length + 1)] ? left : 0;
        }

        _complement = new CholeskyFactorization(complement, length, tolerance);
    }

    /// <summary>Solves [A Bᵀ; B D]·[x; z] = [b; c].</summary>
    /// <param name="b">q numbers.</param>
    /// <param name="c">k numbers.</param>
    /// <param name="x">q numbers out.</param>
    /// <param name="z">k numbers out.</param>
    /// <exception cref="ArgumentException">A span has another length.</exception>
    internal void Solve(ReadOnlySpan<double> b, ReadOnlySpan<double> c, Span<double> x, Span<double> z)
    {
        // S·x = b − BᵀD⁻¹c, then D·z = c − B·x.
        TensorPrimitives.Multiply(c, _inverses, _scaled);
        TensorPrimitives.Negate(_scaled, _scaled);
        b.CopyTo(x);
        DenseKernels.AddTransposedProduct(_border, 0, _scaled, x);
        _complement.Solve(x, x);
        z.Clear();
        DenseKernels.AddProduct(_border, 0, x, z);
        TensorPrimitives.Subtract(c, z, z);
        TensorPrimitives.Multiply(z, _inverses, z);
    }
}
