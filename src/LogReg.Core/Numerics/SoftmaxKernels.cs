using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using LogReg.Storage;

namespace LogReg.Numerics;

/// <summary>The passes of multinomial logistic regression over a block of rows. What belongs to an equation is contiguous, a distance
/// <c>stride</c> from what belongs to the next.</summary>
internal static class SoftmaxKernels
{
    /// <summary>How many numbers of scratch space <see cref="AddHessian"/> needs.</summary>
    internal const int HessianScratch = PanelProducts * StripRows;

    // Four vectors of weights and three of products fill 14 of the 32 KB of a usual first-level cache, and a panel of products 96 KB of a
    // second-level one.
    private const int StripRows = 256;
    private const int PanelProducts = 48;

    /// <summary>Turns log-odds into probabilities, with one exponential each; the largest of a row is taken off first, so that nothing
    /// overflows.</summary>
    /// <param name="logOdds">For each equation n log-odds; on return the probabilities.</param>
    /// <param name="stride">The distance between equations, a multiple of 4 and at least n: rows up to the next multiple of 4 are computed,
    /// too.</param>
    /// <param name="equationCount">The number of equations.</param>
    /// <param name="hasReference">Whether there is a class more, of log-odds 0.</param>
    /// <param name="largest">n numbers out: the largest log-odds of a row; rounded up to a multiple of 4.</param>
    /// <param name="second">n numbers out: the second largest, equal to the largest where it is there twice.</param>
    /// <param name="sum">n numbers out: Σ e^(log-odds − largest).</param>
    /// <param name="rowCount">n.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void ToProbabilities(
        Span<double> logOdds,
        int stride,
        int equationCount,
        bool hasReference,
        Span<double> largest,
        Span<double> second,
        Span<double> sum,
        int rowCount)
    {
        int length = (rowCount + Vector256<double>.Count - 1) & ~(Vector256<double>.Count - 1);
        largest = largest[..length];
        second = second[..length];
        sum = sum[..length];
        largest.Fill(hasReference ? 0 : double.NegativeInfinity);
        second.Fill(double.NegativeInfinity);
        ref double top = ref MemoryMarshal.GetReference(largest);
        ref double next = ref MemoryMarshal.GetReference(second);
        ref double total = ref MemoryMarshal.GetReference(sum);
        for (int equation = 0; equation < equationCount; equation++)
        {
            ref double own = ref MemoryMarshal.GetReference(logOdds.Slice(equation * stride, length));
            for (nuint row = 0; row < (nuint)length; row += (nuint)Vector256<double>.Count)
            {
                Vector256<double> value = Vector256.LoadUnsafe(ref own, row);
                Vector256<double> before = Vector256.LoadUnsafe(ref top, row);
                Vector256.Max(Vector256.LoadUnsafe(ref next, row), Vector256.Min(before, value)).StoreUnsafe(ref next, row);
                Vector256.Max(before, value).StoreUnsafe(ref top, row);
            }
        }

        for (nuint row = 0; row < (nuint)length; row += (nuint)Vector256<double>.Count)
        {
            Vector256<double> reference = hasReference ? VectorExponential.Quick(-Vector256.LoadUnsafe(ref top, row)) : default;
            reference.StoreUnsafe(ref total, row);
        }

        for (int equation = 0; equation < equationCount; equation++)
        {
            ref double own = ref MemoryMarshal.GetReference(logOdds.Slice(equation * stride, length));
            for (nuint row = 0; row < (nuint)length; row += (nuint)Vector256<double>.Count)
            {
                Vector256<double> power = VectorExponential.Quick(Vector256.LoadUnsafe(ref own, row) - Vector256.LoadUnsafe(ref top, row));
                power.StoreUnsafe(ref own, row);
                (Vector256.LoadUnsafe(ref total, row) + power).StoreUnsafe(ref total, row);
            }
        }

        for (int equation = 0; equation < equationCount; equation++)
        {
            Span<double> own = logOdds.Slice(equation * stride, length);
            TensorPrimitives.Divide(own, sum, own);
        }
    }

    /// <summary>H += Σ_i w_i·(diag(μ_i) − μ_iμ_iᵀ) ⊗ x_ix_iᵀ, the lower triangle of each block of two equations, of blocks at and below the
    /// diagonal.</summary>
    /// <remarks>
    /// As one matrix product: the products w·x_j·x_k of columns, formed once for all pairs of equations, times the curvatures μ_k(δ_kl −
    /// μ_l) of the pairs. Taken pair by pair, each would weigh the columns anew, and a triangle of few columns fills its tiles badly.
    /// </remarks>
    /// <param name="columns">x: d columns of at least <paramref name="start"/> + n numbers.</param>
    /// <param name="start">The first row of the block.</param>
    /// <param name="weights">w: n numbers, or empty when all are 1.</param>
    /// <param name="probabilities">μ: for each equation n numbers.</param>
    /// <param name="probabilityStride">The distance between equations there.</param>
    /// <param name="equationCount">The number of equations.</param>
    /// <param name="rowCount">n.</param>
    /// <param name="scratch"><see cref="HessianScratch"/> numbers of any value.</param>
    /// <param name="hessian">H: the square of d times the number of equations, row after row.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void AddHessian(
        ReadOnlySpan<ColumnValues<double>> columns,
        int start,
        ReadOnlySpan<double> weights,
        ReadOnlySpan<double> probabilities,
        int probabilityStride,
        int equationCount,
        int rowCount,
        Span<double> scratch,
        Span<double> hessian)
    {
        int stride = equationCount * columns.Length;
        Span<double> curvatures = stackalloc double[DotTile.Rows * StripRows];
        Span<int> blockOffsets = stackalloc int[DotTile.Rows];
        Span<int> productOffsets = stackalloc int[PanelProducts];
        for (int strip = 0; strip < rowCount; strip += StripRows)
        {
            int length = Math.Min(StripRows, rowCount - strip);
            var product = new Pair(0, 0);
            while (product.First < columns.Length)
            {
                int products = 0;
                for (; products < PanelProducts && product.First < columns.Length; products++, product = product.Next())
                {
                    Span<double> own = scratch.Slice(products * StripRows, length);
                    TensorPrimitives.Multiply(
                        columns[product.First].AsSpan(start + strip, length), columns[product.Second].AsSpan(start + strip, length), own);
                    if (!weights.IsEmpty)
                    {
                        TensorPrimitives.Multiply(own, weights.Slice(strip, length), own);
                    }

                    productOffsets[products] = (product.First * stride) + product.Second;
                }

                var pair = new Pair(0, 0);
                while (pair.First < equationCount)
                {
                    int pairs = 0;
                    for (; pairs < DotTile.Rows && pair.First < equationCount; pairs++, pair = pair.Next())
                    {
                        Curvature(
                            probabilities.Slice((pair.First * probabilityStride) + strip, length),
                            probabilities.Slice((pair.Second * probabilityStride) + strip, length),
                            pair.First == pair.Second ? 1 : 0,
                            curvatures.Slice(pairs * StripRows, length));
                        blockOffsets[pairs] = ((pair.First * stride) + pair.Second) * columns.Length;
                    }

                    AddTiles(curvatures, blockOffsets[..pairs], scratch, productOffsets[..products], length, hessian);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddTiles(
        Span<double> curvatures,
        ReadOnlySpan<int> blockOffsets,
        Span<double> products,
        ReadOnlySpan<int> productOffsets,
        int length,
        Span<double> hessian)
    {
        Span<double> sums = stackalloc double[DotTile.Rows * DotTile.Columns];
        for (int column = 0; column < productOffsets.Length; column += DotTile.Columns)
        {
            // A tile with fewer columns repeats its last one and drops what comes of it; rows that are not there hold what was there
            // before.
            int last = Math.Min(column + DotTile.Columns, productOffsets.Length) - 1;
            DotTile.Multiply(
                in curvatures[0],
                in curvatures[StripRows],
                in curvatures[2 * StripRows],
                in curvatures[3 * StripRows],
                in products[column * StripRows],
                in products[Math.Min(column + 1, last) * StripRows],
                in products[Math.Min(column + 2, last) * StripRows],
                length,
                sums);
            for (int row = 0; row < blockOffsets.Length; row++)
            {
                for (int place = column; place <= last; place++)
                {
                    hessian[blockOffsets[row] + productOffsets[place]] += sums[(row * DotTile.Columns) + place - column];
                }
            }
        }
    }

    // μ_k(δ − μ_l).
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Curvature(ReadOnlySpan<double> probability, ReadOnlySpan<double> other, double same, Span<double> curvature)
    {
        ref double own = ref MemoryMarshal.GetReference(probability);
        ref double second = ref MemoryMarshal.GetReference(other);
        ref double to = ref MemoryMarshal.GetReference(curvature);
        Vector256<double> first = Vector256.Create(same);
        int whole = curvature.Length & ~(Vector256<double>.Count - 1);
        for (nuint row = 0; row < (nuint)whole; row += (nuint)Vector256<double>.Count)
        {
            (Vector256.LoadUnsafe(ref own, row) * (first - Vector256.LoadUnsafe(ref second, row))).StoreUnsafe(ref to, row);
        }

        for (int row = whole; row < curvature.Length; row++)
        {
            curvature[row] = probability[row] * (same - other[row]);
        }
    }

    /// <summary>A place in a lower triangle, which is gone through row by row.</summary>
    private readonly record struct Pair(int First, int Second)
    {
        public Pair Next() => Second < First ? new Pair(First, Second + 1) : new Pair(First + 1, 0);
    }
}
