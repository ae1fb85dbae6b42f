using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace LogReg.Numerics;

/// <summary>
/// The logistic sigmoid and related functions, for numbers and for spans of numbers.
/// </summary>
/// <remarks>
/// <para>
/// The functions accept any double. They never overflow in between, return NaN only for NaN, are within 2 ulp of the true value wherever
/// that is a normal number, underflow gradually to zero below, and are monotone from double to double (the derivative on either side of
/// zero).
/// </para>
/// <para>
/// The result for a number does not depend on its position in a span, on the length of the span, or on the machine: the scalar and
/// the span methods give the same bits everywhere. Each needs one exponential per number.
/// </para>
/// </remarks>
public static partial class LogisticFunctions
{
    /// <summary>Below this magnitude σ and log(1 + e^z) are computed from their own Taylor series about zero.</summary>
    private const double SeriesBound = 0.125;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static double ApplyScalar<TFunction>(double argument)
        where TFunction : struct, IVectorFunction =>
        TFunction.Invoke(Vector256.Create(argument)).ToScalar();

    internal static void Apply<TFunction>(ReadOnlySpan<double> source, Span<double> destination)
        where TFunction : struct, IVectorFunction
    {
        if (destination.Length < source.Length)
        {
            throw new ArgumentException(
                $"The destination has {destination.Length} elements, the source {source.Length}: it must not be shorter.",
                nameof(destination));
        }

        if (source.Overlaps(destination, out var offset) && offset != 0)
        {
            throw new ArgumentException(
                "The destination overlaps the source; it must be the same memory from the same start, or other memory.",
                nameof(destination));
        }

        ApplyUnchecked<TFunction>(source, destination);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ApplyUnchecked<TFunction>(ReadOnlySpan<double> source, Span<double> destination)
        where TFunction : struct, IVectorFunction
    {
        ref var from = ref MemoryMarshal.GetReference(source);
        ref var to = ref MemoryMarshal.GetReference(destination);
        var i = 0;
        for (; i <= source.Length - Vector256<double>.Count; i += Vector256<double>.Count)
        {
            TFunction.Invoke(Vector256.LoadUnsafe(ref from, (nuint)i)).StoreUnsafe(ref to, (nuint)i);
        }

        if (i < source.Length)
        {
            Span<double> remainder = stackalloc double[Vector256<double>.Count];
            remainder.Clear();
            source[i..].CopyTo(remainder);
            TFunction.Invoke(Vector256.Create<double>(remainder)).CopyTo(remainder);
            remainder[..(source.Length - i)].CopyTo(destination[i..]);
        }
    }
}
