using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace LogReg.Numerics;

/// <summary>
/// Products with a block of indicator columns, of which a row has a single 1: at the level that its code names.
/// </summary>
/// <remarks>
/// Rows of the same level often follow one another, and then each addition to the level's sum waits for the one before it. So where the
/// levels are few beside the rows, row i is summed in partial sum i mod 4, and these are combined in a fixed order. Which way is taken
/// depends on the numbers of rows and levels alone, so that a block gives the same bits on every machine.
/// </remarks>
internal static partial class CategoricalKernels
{
    private const int Copies = 4;

    // 16 and 32 KB: half of a usual first-level cache, or all of it where nothing else is read but in order.
    private const int MostCopiedSums = 2048;
    private const int MostSums = 4096;

    /// <summary>η_i += β of row i's level.</summary>
    /// <param name="codes">The level of each of n rows, 0 to K − 1.</param>
    /// <param name="coefficients">β: K numbers.</param>
    /// <param name="logOdds">η: n numbers, added to.</param>
    /// <exception cref="ArgumentException">There are not as many log-odds as codes.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A code is not of a level.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void AddProduct(ReadOnlySpan<int> codes, ReadOnlySpan<double> coefficients, Span<double> logOdds)
    {
        RequireLength(logOdds.Length, codes.Length, nameof(logOdds));
        RequireLevels(codes, coefficients.Length);
        ref int code = ref MemoryMarshal.GetReference(codes);
        ref double beta = ref MemoryMarshal.GetReference(coefficients);
        ref double eta = ref MemoryMarshal.GetReference(logOdds);
        for (nint i = 0; i < codes.Length; i++)
        {
            Unsafe.Add(ref eta, i) += Unsafe.Add(ref beta, (nint)Unsafe.Add(ref code, i));
        }
    }

    /// <summary>t_c += Σ r_i over the rows i of level c.</summary>
    /// <param name="codes">The level of each of n rows, 0 to K − 1.</param>
    /// <param name="levelCount">K.</param>
    /// <param name="values">r: n numbers.</param>
    /// <param name="sums">t: that of level c at c·<paramref name="step"/>.</param>
    /// <param name="step">The distance between the sums of levels.</param>
    /// <exception cref="ArgumentException">There are not as many values as codes.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A code is not of a level, or there is no room for the sums.</exception>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void AddLevelSums(ReadOnlySpan<int> codes, int levelCount, ReadOnlySpan<double> values, Span<double> sums, int step)
    {
        RequireLength(values.Length, codes.Length, nameof(values));
        RequireLevels(codes, levelCount);
        RequireRoom(sums, levelCount, step, 1);
        ref int code = ref MemoryMarshal.GetReference(codes);
        ref double value = ref MemoryMarshal.GetReference(values);
        ref double sum = ref MemoryMarshal.GetReference(sums);
        if (!IsCopied(levelCount, codes.Length))
        {
            for (nint i = 0; i < codes.Length; i++)
            {
                Unsafe.Add(ref sum, Unsafe.Add(ref code, i) * (nint)step) += Unsafe.Add(ref value, i);
            }

            return;
        }

        Span<double> copies = stackalloc double[Copies * levelCount];
        copies.Clear();
        ref double first = ref MemoryMarshal.GetReference(copies);
        ref double second = ref Unsafe.Add(ref first, levelCount);
        ref double third = ref Unsafe.Add(ref second, levelCount);
        ref double fourth = ref Unsafe.Add(ref third, levelCount);
        nint row = 0;
        for (; row <= codes.Length - Copies; row += Copies)
        {
            Unsafe.Add(ref first, (nint)Unsafe.Add(ref code, row)) += Unsafe.Add(ref value, row);
            Unsafe.Add(ref second, (nint)Unsafe.Add(ref code, row + 1)) += Unsafe.Add(ref value, row + 1);
            Unsafe.Add(ref third, (nint)Unsafe.Add(ref code, row + 2)) += Unsafe.Add(ref value, row + 2);
            Unsafe.Add(ref fourth, (nint)Unsafe.Add(ref code, row + 3)) += Unsafe.Add(ref value, row + 3);
        }

        for (; row < codes.Length; row++)
        {
            Unsafe.Add(ref first, (nint)Unsafe.Add(ref code, row)) += Unsafe.Add(ref value, row);
        }

        Combine(copies, levelCount);
        for (int level = 0; level < levelCount; level++)
        {
            sums[level * step] += copies[level];
        }
    }

    /// <summary>T_cd += Σ s_i over the rows i of level c of one category and level d of another: XᵀSZ of two sets of indicators.</summary>
    /// <param name="codes">The level of each of n rows, 0 to K − 1, that gives the row of T.</param>
    /// <param name="levelCount">K.</param>
    /// <param name="otherCodes">The level of each row, 0 to M − 1, that gives the column of T.</param>
    /// <param name="otherLevelCount">M.</param>
    /// <param name="weights">s: n numbers of any sign.</param>
    /// <param name="sums">T: row c begins at c·<paramref name="stride"/>.</param>
    /// <param name="stride">The distance between rows of T.</param>
    /// <exception cref="ArgumentException">There are not as many weights or other codes as codes.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A code is not of a level, or there is no room for T.</exception>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void AddPairSums(
        ReadOnlySpan<int> codes,
        int levelCount,
        ReadOnlySpan<int> otherCodes,
        int otherLevelCount,
        ReadOnlySpan<double> weights,
        Span<double> sums,
        int stride)
    {
        RequireLength(otherCodes.Length, codes.Length, nameof(otherCodes));
        RequireLength(weights.Length, codes.Length, nameof(weights));
        RequireLevels(codes, levelCount);
        RequireLevels(otherCodes, otherLevelCount);
        RequireRoom(sums, levelCount, stride, otherLevelCount);
        ref int code = ref MemoryMarshal.GetReference(codes);
        ref int other = ref MemoryMarshal.GetReference(otherCodes);
        ref double weight = ref MemoryMarshal.GetReference(weights);
        long pairCount = (long)levelCount * otherLevelCount;
        if (pairCount > Math.Min(MostSums, 2 * codes.Length))
        {
            AddPairs(ref code, ref other, ref weight, 0, codes.Length, ref MemoryMarshal.GetReference(sums), stride);
            return;
        }

        // Together, where the cache holds them: rows of T are far apart.
        bool isCopied = IsCopied((int)pairCount, codes.Length);
        int copyLength = (int)pairCount;
        Span<double> table = stackalloc double[isCopied ? Copies * copyLength : copyLength];
        table.Clear();
        ref double first = ref MemoryMarshal.GetReference(table);
        nint row = 0;
        if (isCopied)
        {
            ref double second = ref Unsafe.Add(ref first, copyLength);
            ref double third = ref Unsafe.Add(ref second, copyLength);
            ref double fourth = ref Unsafe.Add(ref third, copyLength);
            nint width = otherLevelCount;
            for (; row <= codes.Length - Copies; row += Copies)
            {
                Unsafe.Add(ref first, (Unsafe.Add(ref code, row) * width) + Unsafe.Add(ref other, row)) += Unsafe.Add(ref weight, row);
                Unsafe.Add(ref second, (Unsafe.Add(ref code, row + 1) * width) + Unsafe.Add(ref other, row + 1)) +=
                    Unsafe.Add(ref weight, row + 1);
                Unsafe.Add(ref third, (Unsafe.Add(ref code, row + 2) * width) + Unsafe.Add(ref other, row + 2)) +=
                    Unsafe.Add(ref weight, row + 2);
                Unsafe.Add(ref fourth, (Unsafe.Add(ref code, row + 3) * width) + Unsafe.Add(ref other, row + 3)) +=
                    Unsafe.Add(ref weight, row + 3);
            }
        }

        AddPairs(ref code, ref other, ref weight, row, codes.Length, ref first, otherLevelCount);
        if (isCopied)
        {
            Combine(table, copyLength);
        }

        for (int level = 0; level < levelCount; level++)
        {
            Span<double> target = sums.Slice(level * stride, otherLevelCount);
            AddTo(table.Slice(level * otherLevelCount, otherLevelCount), target);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddPairs(ref int code, ref int other, ref double weight, nint start, nint end, ref double sums, nint stride)
    {
        for (nint row = start; row < end; row++)
        {
            Unsafe.Add(ref sums, (Unsafe.Add(ref code, row) * stride) + Unsafe.Add(ref other, row)) += Unsafe.Add(ref weight, row);
        }
    }

    private static bool IsCopied(int sumCount, int rowCount) => sumCount <= Math.Min(MostCopiedSums, rowCount) / Copies;

    // The copies end up in the first: (1 + 2) + (3 + 4).
    private static void Combine(Span<double> copies, int length)
    {
        AddTo(copies.Slice(length, length), copies[..length]);
        AddTo(copies.Slice(3 * length, length), copies.Slice(2 * length, length));
        AddTo(copies.Slice(2 * length, length), copies[..length]);
    }

    private static void AddTo(ReadOnlySpan<double> values, Span<double> sums) => TensorPrimitives.Add(sums, values, sums);

    // All at once, so that the loops need not ask row by row. As unsigned numbers, negative codes are the largest.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void RequireLevels(ReadOnlySpan<int> codes, int levelCount)
    {
        ref uint code = ref Unsafe.As<int, uint>(ref MemoryMarshal.GetReference(codes));
        Vector256<uint> largest = default;
        int whole = codes.Length & ~(Vector256<uint>.Count - 1);
        for (nuint i = 0; i < (nuint)whole; i += (nuint)Vector256<uint>.Count)
        {
            largest = Vector256.Max(largest, Vector256.LoadUnsafe(ref code, i));
        }

        bool isWithin = codes.Length == 0 || Vector256.LessThanAll(largest, Vector256.Create((uint)levelCount));
        foreach (int rest in codes[whole..])
        {
            isWithin &= (uint)rest < (uint)levelCount;
        }

        if (!isWithin)
        {
            throw new ArgumentOutOfRangeException(nameof(codes), $"A code is not one of the {levelCount} levels.");
        }
    }

    private static void RequireRoom(ReadOnlySpan<double> sums, int levelCount, int step, int width)
    {
        if (levelCount > 0 && (step < 0 || ((levelCount - 1L) * step) + width > sums.Length))
        {
            throw new ArgumentOutOfRangeException(nameof(sums), "There is no room for the sums of all levels.");
        }
    }

    private static void RequireLength(int actual, int expected, string name)
    {
        if (actual != expected)
        {
            throw new ArgumentException($"There are {expected} rows, but {actual} numbers here.", name);
        }
    }
}
