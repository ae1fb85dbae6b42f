using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using LogReg.Storage;

namespace LogReg.Numerics;

internal static partial class DenseKernels
{
    // Four weighted columns and three plain ones of a strip fill 14 of the 32 KB of a usual first-level cache, and a panel of plain
    // columns 96 of 512 KB of a second-level one.
    private const int StripRows = 256;
    private const int PanelColumns = 48;

    /// <summary>H_jk += Σ_i s_i·x_ij·x_ik for j ≥ k: the lower triangle of Xᵀ·diag(s)·X.</summary>
    /// <param name="columns">x: d arrays of at least <paramref name="start"/> + n numbers.</param>
    /// <param name="start">The first row of the block.</param>
    /// <param name="weights">s: n numbers of any sign.</param>
    /// <param name="gram">H: row j begins at j·<paramref name="stride"/>; only elements with k ≤ j are touched.</param>
    /// <param name="stride">The distance between rows of H.</param>
    /// <exception cref="ArgumentOutOfRangeException">A column has fewer rows, or H is too small.</exception>
    internal static void AddWeightedGram(
        ReadOnlySpan<ColumnValues<double>> columns, int start, ReadOnlySpan<double> weights, Span<double> gram, int stride) =>
        AddWeightedTiles(columns, columns, start, weights, gram, stride, lowerTriangle: true);

    /// <summary>C_jk += Σ_i s_i·x_ij·z_ik: the product Xᵀ·diag(s)·Z of two sets of columns.</summary>
    /// <param name="rowColumns">x: the arrays that give the rows of C.</param>
    /// <param name="columnColumns">z: the arrays that give the columns of C.</param>
    /// <param name="start">The first row of the block.</param>
    /// <param name="weights">s: n numbers of any sign.</param>
    /// <param name="cross">C: row j begins at j·<paramref name="stride"/>.</param>
    /// <param name="stride">The distance between rows of C.</param>
    /// <exception cref="ArgumentOutOfRangeException">A column has fewer rows, or C is too small.</exception>
    internal static void AddWeightedCross(
        ReadOnlySpan<ColumnValues<double>> rowColumns,
        ReadOnlySpan<ColumnValues<double>> columnColumns,
        int start,
        ReadOnlySpan<double> weights,
        Span<double> cross,
        int stride) =>
        AddWeightedTiles(rowColumns, columnColumns, start, weights, cross, stride, lowerTriangle: false);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddWeightedTiles(
        ReadOnlySpan<ColumnValues<double>> left,
        ReadOnlySpan<ColumnValues<double>> right,
        int start,
        ReadOnlySpan<double> weights,
        Span<double> destination,
        int stride,
        bool lowerTriangle)
    {
        Span<double> weighted = stackalloc double[DotTile.Rows * StripRows];
        for (var strip = 0; strip < weights.Length; strip += StripRows)
        {
            var length = Math.Min(StripRows, weights.Length - strip);
            var stripWeights = weights.Slice(strip, length);
            for (var panel = 0; panel < right.Length; panel += PanelColumns)
            {
                var panelEnd = Math.Min(panel + PanelColumns, right.Length);
                for (var j = lowerTriangle ? panel / DotTile.Rows * DotTile.Rows : 0; j < left.Length; j += DotTile.Rows)
                {
                    var rows = Math.Min(DotTile.Rows, left.Length - j);
                    for (var row = 0; row < rows; row++)
                    {
                        Multiply(left[j + row].AsSpan(start + strip, length), stripWeights, weighted.Slice(row * StripRows, length));
                    }

                    var end = lowerTriangle ? Math.Min(panelEnd, j + rows) : panelEnd;
                    for (var k = panel; k < end; k += DotTile.Columns)
                    {
                        AddTile(weighted, right[k..end], start + strip, length, destination, (j * stride) + k, stride, rows,
                            lowerTriangle ? j - k : int.MaxValue - DotTile.Rows);
                    }
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Multiply(ReadOnlySpan<double> column, ReadOnlySpan<double> weights, Span<double> product)
    {
        ref var x = ref MemoryMarshal.GetReference(column);
        ref var s = ref MemoryMarshal.GetReference(weights);
        ref var z = ref MemoryMarshal.GetReference(product);
        var whole = product.Length & ~(Vector256<double>.Count - 1);
        for (nuint i = 0; i < (nuint)whole; i += (nuint)Vector256<double>.Count)
        {
            (Vector256.LoadUnsafe(ref x, i) * Vector256.LoadUnsafe(ref s, i)).StoreUnsafe(ref z, i);
        }

        for (var i = whole; i < product.Length; i++)
        {
            product[i] = column[i] * weights[i];
        }
    }

    /// <summary>Adds one tile: element (row, column) of it where column ≤ row + <paramref name="diagonal"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddTile(
        ReadOnlySpan<double> weighted,
        ReadOnlySpan<ColumnValues<double>> right,
        int start,
        int length,
        Span<double> destination,
        int offset,
        int stride,
        int rows,
        int diagonal)
    {
        // A tile with fewer columns repeats its last one and drops what comes of it.
        ref var right0 = ref First(right[0], start, length);
        ref var right1 = ref First(right[Math.Min(1, right.Length - 1)], start, length);
        ref var right2 = ref First(right[Math.Min(2, right.Length - 1)], start, length);
        Span<double> sums = stackalloc double[DotTile.Rows * DotTile.Columns];
        DotTile.Multiply(
            in weighted[0],
            in weighted[StripRows],
            in weighted[2 * StripRows],
            in weighted[3 * StripRows],
            in right0,
            in right1,
            in right2,
            length,
            sums);
        var columns = Math.Min(DotTile.Columns, right.Length);
        for (var row = 0; row < rows; row++)
        {
            var target = destination.Slice(offset + (row * stride), Math.Min(columns, Math.Max(0, row + diagonal + 1)));
            for (var column = 0; column < target.Length; column++)
            {
                target[column] += sums[(row * DotTile.Columns) + column];
            }
        }
    }
}
