using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using LogReg.Storage;

namespace LogReg.Numerics;

internal static partial class DenseKernels
{
    // Four weighted columns and three plain ones of a strip fill 28 of the 32 KB of a usual first-level cache, and a panel of plain
    // columns 192 of 512 KB of a second-level one. A shorter strip would add up its lanes more often.
    private const int StripRows = 512;
    private const int PanelColumns = 48;

    // A cache line more than a strip: else the four columns would meet in the same places of the cache.
    private const int WeightedStride = StripRows + 8;

    /// <summary>H_jk += Σ_i s_i·x_ij·x_ik for j ≥ k: the lower triangle of Xᵀ·diag(s)·X.</summary>
    /// <param name="columns">x: d arrays of at least <paramref name="start"/> + n numbers.</param>
    /// <param name="start">The first row of the block.</param>
    /// <param name="weights">s: n numbers of any sign.</param>
    /// <param name="gram">H: row j begins at j·<paramref name="stride"/>; only elements with k ≤ j are touched.</param>
    /// <param name="stride">The distance between rows of H.</param>
    /// <param name="share">Which share of the rows of H is meant, where several threads work on it: 0 to <paramref name="shares"/> −
    /// 1.</param>
    /// <param name="shares">How many shares there are, which together give the bits of one.</param>
    /// <exception cref="ArgumentOutOfRangeException">A column has fewer rows, or H is too small.</exception>
    internal static void AddWeightedGram(
        ReadOnlySpan<ColumnValues<double>> columns,
        int start,
        ReadOnlySpan<double> weights,
        Span<double> gram,
        int stride,
        int share = 0,
        int shares = 1) =>
        AddWeightedTiles(columns, columns, start, weights, gram, stride, lowerTriangle: true, share, shares);

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
        AddWeightedTiles(rowColumns, columnColumns, start, weights, cross, stride, lowerTriangle: false, share: 0, shares: 1);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddWeightedTiles(
        ReadOnlySpan<ColumnValues<double>> left,
        ReadOnlySpan<ColumnValues<double>> right,
        int start,
        ReadOnlySpan<double> weights,
        Span<double> destination,
        int stride,
        bool lowerTriangle,
        int share,
        int shares)
    {
        Span<double> weighted = stackalloc double[DotTile.Rows * WeightedStride];
        for (var strip = 0; strip < weights.Length; strip += StripRows)
        {
            var length = Math.Min(StripRows, weights.Length - strip);
            var stripWeights = weights.Slice(strip, length);
            for (var panel = 0; panel < right.Length; panel += PanelColumns)
            {
                var panelEnd = Math.Min(panel + PanelColumns, right.Length);
                // Every share has short and long rows of a triangle.
                var first = lowerTriangle ? panel / DotTile.Rows : 0;
                first += (share - (first % shares) + shares) % shares;
                for (var j = first * DotTile.Rows; j < left.Length; j += shares * DotTile.Rows)
                {
                    var rows = Math.Min(DotTile.Rows, left.Length - j);
                    Weigh(left.Slice(j, rows), start + strip, stripWeights, weighted);
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

    /// <summary>s_i·x_ij of up to four columns, one every <see cref="WeightedStride"/> numbers; a missing column repeats the last
    /// one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Weigh(ReadOnlySpan<ColumnValues<double>> columns, int start, ReadOnlySpan<double> weights, Span<double> weighted)
    {
        var length = weights.Length;
        ref var s = ref MemoryMarshal.GetReference(weights);
        ref var x0 = ref First(columns[0], start, length);
        ref var x1 = ref First(columns[Math.Min(1, columns.Length - 1)], start, length);
        ref var x2 = ref First(columns[Math.Min(2, columns.Length - 1)], start, length);
        ref var x3 = ref First(columns[^1], start, length);
        ref var z0 = ref MemoryMarshal.GetReference(weighted[..length]);
        ref var z1 = ref MemoryMarshal.GetReference(weighted.Slice(WeightedStride, length));
        ref var z2 = ref MemoryMarshal.GetReference(weighted.Slice(2 * WeightedStride, length));
        ref var z3 = ref MemoryMarshal.GetReference(weighted.Slice(3 * WeightedStride, length));
        var whole = length & ~(Vector256<double>.Count - 1);
        for (nuint i = 0; i < (nuint)whole; i += (nuint)Vector256<double>.Count)
        {
            var weight = Vector256.LoadUnsafe(ref s, i);
            (Vector256.LoadUnsafe(ref x0, i) * weight).StoreUnsafe(ref z0, i);
            (Vector256.LoadUnsafe(ref x1, i) * weight).StoreUnsafe(ref z1, i);
            (Vector256.LoadUnsafe(ref x2, i) * weight).StoreUnsafe(ref z2, i);
            (Vector256.LoadUnsafe(ref x3, i) * weight).StoreUnsafe(ref z3, i);
        }

        for (var i = whole; i < length; i++)
        {
            Unsafe.Add(ref z0, i) = Unsafe.Add(ref x0, i) * weights[i];
            Unsafe.Add(ref z1, i) = Unsafe.Add(ref x1, i) * weights[i];
            Unsafe.Add(ref z2, i) = Unsafe.Add(ref x2, i) * weights[i];
            Unsafe.Add(ref z3, i) = Unsafe.Add(ref x3, i) * weights[i];
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
            in weighted[WeightedStride],
            in weighted[2 * WeightedStride],
            in weighted[3 * WeightedStride],
            in right0,
            in right1,
            in right2,
            length,
            sums);
        var columns = Math.Min(DotTile.Columns, right.Length);
        if (rows == DotTile.Rows && columns == DotTile.Columns && diagonal >= DotTile.Columns - 1)
        {
            for (var row = 0; row < DotTile.Rows; row++)
            {
                var target = destination.Slice(offset + (row * stride), DotTile.Columns);
                var source = sums.Slice(row * DotTile.Columns, DotTile.Columns);
                target[0] += source[0];
                target[1] += source[1];
                target[2] += source[2];
            }

            return;
        }

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
