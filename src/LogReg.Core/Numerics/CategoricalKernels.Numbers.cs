using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using LogReg.Storage;

namespace LogReg.Numerics;

internal static partial class CategoricalKernels
{
    // Numbers of a row that are added to its level's sums at once: a vector.
    private const int Lanes = 4;

    /// <summary>T_cj += Σ s_i·x_ij over the rows i of level c: XᵀSZ of indicators and numbers.</summary>
    /// <param name="codes">The level of each of n rows, 0 to K − 1, that gives the row of T.</param>
    /// <param name="levelCount">K.</param>
    /// <param name="columns">x: the arrays, of at least <paramref name="start"/> + n numbers, that give the columns of T.</param>
    /// <param name="start">The first row of the block.</param>
    /// <param name="weights">s: n numbers of any sign.</param>
    /// <param name="sums">T: row c begins at c·<paramref name="stride"/>.</param>
    /// <param name="stride">The distance between rows of T.</param>
    /// <exception cref="ArgumentException">There are not as many weights as codes.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A code is not of a level, a column has fewer rows, or there is no room for
    /// T.</exception>
    internal static void AddNumberSums(
        ReadOnlySpan<int> codes,
        int levelCount,
        ReadOnlySpan<ColumnValues<double>> columns,
        int start,
        ReadOnlySpan<double> weights,
        Span<double> sums,
        int stride)
    {
        RequireLength(weights.Length, codes.Length, nameof(weights));
        RequireLevels(codes, levelCount);
        RequireRoom(sums, levelCount, stride, columns.Length);
        bool isTabled = (long)Lanes * levelCount <= Math.Min(MostSums, (long)Lanes * codes.Length);
        for (int column = 0; column < columns.Length; column += Lanes)
        {
            ReadOnlySpan<ColumnValues<double>> own = columns.Slice(column, Math.Min(Lanes, columns.Length - column));
            if (isTabled)
            {
                AddByTable(codes, levelCount, own, start, weights, sums[column..], stride);
            }
            else
            {
                AddDirectly(codes, own, start, weights, sums[column..], stride);
            }
        }
    }

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddByTable(
        ReadOnlySpan<int> codes,
        int levelCount,
        ReadOnlySpan<ColumnValues<double>> columns,
        int start,
        ReadOnlySpan<double> weights,
        Span<double> sums,
        int stride)
    {
        int length = Lanes * levelCount;
        bool isCopied = IsCopied(length, Lanes * codes.Length);
        Span<double> table = stackalloc double[isCopied ? Copies * length : length];
        table.Clear();
        ref double first = ref MemoryMarshal.GetReference(table);
        ref int code = ref MemoryMarshal.GetReference(codes);
        ref double weight = ref MemoryMarshal.GetReference(weights);

        // With fewer columns the last one fills the vector, and what comes of it is dropped.
        int last = columns.Length - 1;
        ref double x0 = ref First(columns[0], start, codes.Length);
        ref double x1 = ref First(columns[Math.Min(1, last)], start, codes.Length);
        ref double x2 = ref First(columns[Math.Min(2, last)], start, codes.Length);
        ref double x3 = ref First(columns[Math.Min(3, last)], start, codes.Length);
        nint row = 0;
        if (isCopied)
        {
            ref double second = ref Unsafe.Add(ref first, length);
            ref double third = ref Unsafe.Add(ref second, length);
            ref double fourth = ref Unsafe.Add(ref third, length);
            for (; row <= codes.Length - Copies; row += Copies)
            {
                AddRow(ref first, ref code, ref weight, ref x0, ref x1, ref x2, ref x3, row);
                AddRow(ref second, ref code, ref weight, ref x0, ref x1, ref x2, ref x3, row + 1);
                AddRow(ref third, ref code, ref weight, ref x0, ref x1, ref x2, ref x3, row + 2);
                AddRow(ref fourth, ref code, ref weight, ref x0, ref x1, ref x2, ref x3, row + 3);
            }
        }

        for (; row < codes.Length; row++)
        {
            AddRow(ref first, ref code, ref weight, ref x0, ref x1, ref x2, ref x3, row);
        }

        if (isCopied)
        {
            Combine(table, length);
        }

        for (int level = 0; level < levelCount; level++)
        {
            for (int lane = 0; lane <= last; lane++)
            {
                sums[(level * stride) + lane] += table[(level * Lanes) + lane];
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddRow(
        ref double table, ref int code, ref double weight, ref double x0, ref double x1, ref double x2, ref double x3, nint row)
    {
        Vector256<double> numbers =
            Vector256.Create(Unsafe.Add(ref x0, row), Unsafe.Add(ref x1, row), Unsafe.Add(ref x2, row), Unsafe.Add(ref x3, row));
        ref double own = ref Unsafe.Add(ref table, Lanes * (nint)Unsafe.Add(ref code, row));
        (Vector256.LoadUnsafe(ref own) + (numbers * Unsafe.Add(ref weight, row))).StoreUnsafe(ref own);
    }

    // More levels than a table has room for: their sums are seldom needed twice in a row.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddDirectly(
        ReadOnlySpan<int> codes,
        ReadOnlySpan<ColumnValues<double>> columns,
        int start,
        ReadOnlySpan<double> weights,
        Span<double> sums,
        int stride)
    {
        ref int code = ref MemoryMarshal.GetReference(codes);
        ref double weight = ref MemoryMarshal.GetReference(weights);
        for (int column = 0; column < columns.Length; column++)
        {
            ref double x = ref First(columns[column], start, codes.Length);
            ref double sum = ref MemoryMarshal.GetReference(sums[column..]);
            for (nint i = 0; i < codes.Length; i++)
            {
                Unsafe.Add(ref sum, Unsafe.Add(ref code, i) * (nint)stride) += Unsafe.Add(ref weight, i) * Unsafe.Add(ref x, i);
            }
        }
    }

    private static ref double First(ColumnValues<double> column, int start, int length) =>
        ref MemoryMarshal.GetReference(column.AsSpan(start, length));
}
