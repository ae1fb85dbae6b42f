using System.Runtime.CompilerServices;

namespace LogReg.Numerics;

/// <summary>
/// An unevaluated sum of two doubles, High + Low with |Low| ≤ ulp(High)/2: about 32 significant digits (T. J. Dekker, A floating-point
/// technique for extending the available precision, 1971). A fused multiply-add gives the error of a product exactly, in software where the
/// machine has none: the bits are the same everywhere.
/// </summary>
/// <param name="High">The sum, rounded.</param>
/// <param name="Low">What rounding left out.</param>
internal readonly record struct DoubleDouble(double High, double Low)
{
    public static implicit operator DoubleDouble(double value) => new(value, 0);

    public static DoubleDouble operator +(DoubleDouble left, DoubleDouble right)
    {
        DoubleDouble high = Sum(left.High, right.High);
        DoubleDouble low = Sum(left.Low, right.Low);
        DoubleDouble sum = QuickSum(high.High, high.Low + low.High);
        return QuickSum(sum.High, sum.Low + low.Low);
    }

    public static DoubleDouble operator -(DoubleDouble value) => new(-value.High, -value.Low);

    public static DoubleDouble operator -(DoubleDouble left, DoubleDouble right) => left + -right;

    public static DoubleDouble operator *(DoubleDouble left, DoubleDouble right)
    {
        DoubleDouble product = Product(left.High, right.High);
        return QuickSum(product.High, product.Low + ((left.High * right.Low) + (left.Low * right.High)));
    }

    public static DoubleDouble operator /(DoubleDouble left, DoubleDouble right)
    {
        double first = left.High / right.High;
        DoubleDouble remainder = left - (right * first);
        double second = remainder.High / right.High;
        remainder -= right * second;
        return QuickSum(first, second) + (remainder.High / right.High);
    }

    /// <summary>a + b without error.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleDouble Sum(double a, double b)
    {
        double sum = a + b;
        double virtualB = sum - a;
        return new DoubleDouble(sum, (a - (sum - virtualB)) + (b - virtualB));
    }

    /// <summary>a·b without error, where the result neither overflows nor underflows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleDouble Product(double a, double b)
    {
        double product = a * b;
        return new DoubleDouble(product, Math.FusedMultiplyAdd(a, b, -product));
    }

    /// <summary>√value by one Newton step from the double root; 0 where the value is not positive.</summary>
    public static DoubleDouble SquareRoot(DoubleDouble value)
    {
        if (!(value.High > 0))
        {
            return default;
        }

        double root = Math.Sqrt(value.High);
        return QuickSum(root, (value - Product(root, root)).High / (2 * root));
    }

    /// <summary>The nearest double.</summary>
    public double ToDouble() => High + Low;

    // |a| ≥ |b|.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static DoubleDouble QuickSum(double a, double b)
    {
        double sum = a + b;
        return new DoubleDouble(sum, b - (sum - a));
    }
}
