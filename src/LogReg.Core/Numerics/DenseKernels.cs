using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using LogReg.Storage;

namespace LogReg.Numerics;

/// <summary>
/// Products with a block of dense columns. A column is an array; the block is the n elements from <c>start</c> of each.
/// </summary>
/// <remarks>
/// The loops of this folder are compiled with full optimisation at their first call: left to tiered compilation, a short run spends
/// a good part of its time in slow first versions of them.
/// </remarks>
internal static partial class DenseKernels
{
    private const int SweepColumns = 4;

    /// <summary>η_i += Σ_j β_j·x_ij, four columns in a sweep over η.</summary>
    /// <remarks>
    /// Each row's terms are added in the order of the columns, each product and each sum rounded: a row gets the same bits whatever
    /// its position, the block's length or the machine.
    /// </remarks>
    /// <param name="columns">x: d arrays of at least <paramref name="start"/> + n numbers.</param>
    /// <param name="start">The first row of the block.</param>
    /// <param name="coefficients">β: d numbers.</param>
    /// <param name="logOdds">η: n numbers, added to.</param>
    /// <exception cref="ArgumentException">There are not as many coefficients as columns.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A column has fewer rows.</exception>
    internal static void AddProduct(
        ReadOnlySpan<ColumnValues<double>> columns, int start, ReadOnlySpan<double> coefficients, Span<double> logOdds)
    {
        RequireOnePerColumn(coefficients.Length, columns.Length, nameof(coefficients));
        var j = 0;
        for (; j <= columns.Length - SweepColumns; j += SweepColumns)
        {
            AddProduct4(columns.Slice(j, SweepColumns), start, coefficients.Slice(j, SweepColumns), logOdds);
        }

        for (; j < columns.Length; j++)
        {
            AddScaled(columns[j].AsSpan(start, logOdds.Length), coefficients[j], logOdds);
        }
    }

    /// <summary>g_j += Σ_i x_ij·r_i, four columns in a sweep over r.</summary>
    /// <remarks>
    /// A column is summed in eight lanes that are combined in a fixed order; its sum does not depend on the other columns or the
    /// machine.
    /// </remarks>
    /// <param name="columns">x: d arrays of at least <paramref name="start"/> + n numbers.</param>
    /// <param name="start">The first row of the block.</param>
    /// <param name="residual">r: n numbers.</param>
    /// <param name="gradient">g: d numbers, added to.</param>
    /// <exception cref="ArgumentException">The gradient has not as many elements as there are columns.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A column has fewer rows.</exception>
    internal static void AddTransposedProduct(
        ReadOnlySpan<ColumnValues<double>> columns, int start, ReadOnlySpan<double> residual, Span<double> gradient)
    {
        RequireOnePerColumn(gradient.Length, columns.Length, nameof(gradient));
        var j = 0;
        for (; j <= columns.Length - SweepColumns; j += SweepColumns)
        {
            AddTransposedProduct4(columns.Slice(j, SweepColumns), start, residual, gradient.Slice(j, SweepColumns));
        }

        for (; j < columns.Length; j++)
        {
            gradient[j] += Dot(columns[j].AsSpan(start, residual.Length), residual);
        }
    }

    /// <summary>sum_i += factor·x_i, the product and the sum rounded.</summary>
    /// <param name="values">x: n numbers.</param>
    /// <param name="factor">The factor.</param>
    /// <param name="sum">n numbers, added to.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void AddScaled(ReadOnlySpan<double> values, double factor, Span<double> sum)
    {
        ref var x = ref MemoryMarshal.GetReference(values[..sum.Length]);
        ref var to = ref MemoryMarshal.GetReference(sum);
        var whole = sum.Length & ~(Vector256<double>.Count - 1);
        for (nuint i = 0; i < (nuint)whole; i += (nuint)Vector256<double>.Count)
        {
            (Vector256.LoadUnsafe(ref to, i) + (Vector256.LoadUnsafe(ref x, i) * factor)).StoreUnsafe(ref to, i);
        }

        for (var i = whole; i < sum.Length; i++)
        {
            sum[i] += values[i] * factor;
        }
    }

    /// <summary>Σ x_i·r_i, with the lanes and the order of <see cref="AddTransposedProduct"/>: the same bits on every machine.</summary>
    /// <remarks>TensorPrimitives' sums depend on the width of the machine's vectors.</remarks>
    /// <param name="left">x: n numbers.</param>
    /// <param name="right">r: n numbers.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static double Dot(ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        ref var x = ref MemoryMarshal.GetReference(left[..right.Length]);
        ref var r = ref MemoryMarshal.GetReference(right);
        Vector256<double> even = default, odd = default;
        var size = (nuint)Vector256<double>.Count;
        var whole = right.Length & ~((2 * Vector256<double>.Count) - 1);
        for (nuint i = 0; i < (nuint)whole; i += 2 * size)
        {
            even += Vector256.LoadUnsafe(ref x, i) * Vector256.LoadUnsafe(ref r, i);
            odd += Vector256.LoadUnsafe(ref x, i + size) * Vector256.LoadUnsafe(ref r, i + size);
        }

        return AddRemainder(VectorSums.Horizontal(even + odd), left[whole..], right[whole..]);
    }

    /// <summary>‖x − z‖₂, with the lanes and the order of <see cref="Dot"/>.</summary>
    /// <param name="left">x: n numbers.</param>
    /// <param name="right">z: n numbers.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static double Distance(ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        ref var x = ref MemoryMarshal.GetReference(left[..right.Length]);
        ref var z = ref MemoryMarshal.GetReference(right);
        Vector256<double> even = default, odd = default;
        var size = (nuint)Vector256<double>.Count;
        var whole = right.Length & ~((2 * Vector256<double>.Count) - 1);
        for (nuint i = 0; i < (nuint)whole; i += 2 * size)
        {
            var first = Vector256.LoadUnsafe(ref x, i) - Vector256.LoadUnsafe(ref z, i);
            var second = Vector256.LoadUnsafe(ref x, i + size) - Vector256.LoadUnsafe(ref z, i + size);
            even += first * first;
            odd += second * second;
        }

        var sum = VectorSums.Horizontal(even + odd);
        for (var i = whole; i < right.Length; i++)
        {
            var difference = left[i] - right[i];
            sum += difference * difference;
        }

        return Math.Sqrt(sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddProduct4(
        ReadOnlySpan<ColumnValues<double>> columns, int start, ReadOnlySpan<double> coefficients, Span<double> logOdds)
    {
        var length = logOdds.Length;
        ref var eta = ref MemoryMarshal.GetReference(logOdds);
        ref var x0 = ref First(columns[0], start, length);
        ref var x1 = ref First(columns[1], start, length);
        ref var x2 = ref First(columns[2], start, length);
        ref var x3 = ref First(columns[3], start, length);
        var (b0, b1, b2, b3) = (coefficients[0], coefficients[1], coefficients[2], coefficients[3]);
        var whole = length & ~(Vector256<double>.Count - 1);
        for (nuint i = 0; i < (nuint)whole; i += (nuint)Vector256<double>.Count)
        {
            var sum = Vector256.LoadUnsafe(ref eta, i);
            sum += Vector256.LoadUnsafe(ref x0, i) * b0;
            sum += Vector256.LoadUnsafe(ref x1, i) * b1;
            sum += Vector256.LoadUnsafe(ref x2, i) * b2;
            sum += Vector256.LoadUnsafe(ref x3, i) * b3;
            sum.StoreUnsafe(ref eta, i);
        }

        for (var i = whole; i < length; i++)
        {
            var sum = logOdds[i] + (Unsafe.Add(ref x0, i) * b0);
            sum += Unsafe.Add(ref x1, i) * b1;
            sum += Unsafe.Add(ref x2, i) * b2;
            logOdds[i] = sum + (Unsafe.Add(ref x3, i) * b3);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddTransposedProduct4(
        ReadOnlySpan<ColumnValues<double>> columns, int start, ReadOnlySpan<double> residual, Span<double> gradient)
    {
        var length = residual.Length;
        ref var r = ref MemoryMarshal.GetReference(residual);
        ref var x0 = ref First(columns[0], start, length);
        ref var x1 = ref First(columns[1], start, length);
        ref var x2 = ref First(columns[2], start, length);
        ref var x3 = ref First(columns[3], start, length);
        Vector256<double> even0 = default, even1 = default, even2 = default, even3 = default;
        Vector256<double> odd0 = default, odd1 = default, odd2 = default, odd3 = default;
        var size = (nuint)Vector256<double>.Count;
        var whole = length & ~((2 * Vector256<double>.Count) - 1);
        for (nuint i = 0; i < (nuint)whole; i += 2 * size)
        {
            var r0 = Vector256.LoadUnsafe(ref r, i);
            even0 += Vector256.LoadUnsafe(ref x0, i) * r0;
            even1 += Vector256.LoadUnsafe(ref x1, i) * r0;
            even2 += Vector256.LoadUnsafe(ref x2, i) * r0;
            even3 += Vector256.LoadUnsafe(ref x3, i) * r0;
            var r1 = Vector256.LoadUnsafe(ref r, i + size);
            odd0 += Vector256.LoadUnsafe(ref x0, i + size) * r1;
            odd1 += Vector256.LoadUnsafe(ref x1, i + size) * r1;
            odd2 += Vector256.LoadUnsafe(ref x2, i + size) * r1;
            odd3 += Vector256.LoadUnsafe(ref x3, i + size) * r1;
        }

        var rest = residual[whole..];
        gradient[0] += AddRemainder(VectorSums.Horizontal(even0 + odd0), columns[0].AsSpan(start + whole, rest.Length), rest);
        gradient[1] += AddRemainder(VectorSums.Horizontal(even1 + odd1), columns[1].AsSpan(start + whole, rest.Length), rest);
        gradient[2] += AddRemainder(VectorSums.Horizontal(even2 + odd2), columns[2].AsSpan(start + whole, rest.Length), rest);
        gradient[3] += AddRemainder(VectorSums.Horizontal(even3 + odd3), columns[3].AsSpan(start + whole, rest.Length), rest);
    }

    private static double AddRemainder(double sum, ReadOnlySpan<double> column, ReadOnlySpan<double> residual)
    {
        for (var i = 0; i < residual.Length; i++)
        {
            sum += column[i] * residual[i];
        }

        return sum;
    }

    /// <summary>The first element of a block of a column, after a check that the block is inside.</summary>
    private static ref double First(ColumnValues<double> column, int start, int length) =>
        ref MemoryMarshal.GetReference(column.AsSpan(start, length));

    private static void RequireOnePerColumn(int actual, int columns, string name)
    {
        if (actual != columns)
        {
            throw new ArgumentException($"There are {columns} columns, but {actual} numbers here.", name);
        }
    }
}
