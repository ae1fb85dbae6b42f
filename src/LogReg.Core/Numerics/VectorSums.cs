using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace LogReg.Numerics;

/// <summary>Sums over lanes in an order that is the same on every machine.</summary>
internal static class VectorSums
{
    /// <summary>(v₀ + v₂) + (v₁ + v₃).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static double Horizontal(Vector256<double> value)
    {
        var pair = value.GetLower() + value.GetUpper();
        return pair.ToScalar() + pair.GetElement(1);
    }

    /// <summary>v₀ + v₁ + v₂ + v₃.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static long Horizontal(Vector256<long> value) => Vector256.Sum(value);
}
