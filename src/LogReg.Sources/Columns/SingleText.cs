using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace LogReg.Sources.Columns;

/// <summary>Numbers of single precision as a CSV file has them: 0.1f is written 0.1, which is the double 0.1.</summary>
internal static class SingleText
{
    // A single is determined by at most nine digits, and keeps any six.
    private const int FewestDigits = 6;
    private const int MostDigits = 9;

    private const float Smallest = 1e-12f;
    private const float Largest = 1e6f;

    private static readonly double[] Powers =
        [.. Enumerable.Range(0, 23).Select(power => double.Parse($"1e{power}", CultureInfo.InvariantCulture))];

    // The whole digits of powers of two from 2⁻⁴⁰ (below the smallest) to 2¹⁹, and the powers of ten that have one more.
    private const int SmallestExponent = -40;
    private const int LargestExponent = 19;
    private const int DoubleExponentBits = 52;
    private const int DoubleExponentOffset = 1023;

    private static readonly int[] DigitsOfExponents =
    [
        .. Enumerable.Range(SmallestExponent, LargestExponent - SmallestExponent + 1)
            .Select(exponent => WholeDigits(Math.ScaleB(1, exponent))),
    ];

    private static readonly double[] NextPowers =
        [.. DigitsOfExponents.Select(digits => double.Parse($"1e{digits}", CultureInfo.InvariantCulture))];

    /// <summary>The doubles that have the shortest texts of singles.</summary>
    /// <param name="values">The singles.</param>
    /// <param name="doubles">Receives the doubles, as many.</param>
    public static void ToDoubles(ReadOnlySpan<float> values, Span<double> doubles)
    {
        int done = 0;
        if (Vector256.IsHardwareAccelerated)
        {
            for (; done <= values.Length - Vector256<double>.Count; done += Vector256<double>.Count)
            {
                if (!TryConvertFour(ref MemoryMarshal.GetReference(values[done..]), doubles[done..]))
                {
                    ToDoublesOneByOne(values.Slice(done, Vector256<double>.Count), doubles[done..]);
                }
            }
        }

        ToDoublesOneByOne(values[done..], doubles[done..]);
    }

    /// <summary>The double that has the shortest text of a single.</summary>
    /// <param name="value">The single; NaN stays NaN.</param>
    public static double ToDouble(float value)
    {
        double exact = value;
        double size = Math.Abs(exact);
        if (size < 1 << 24 && exact == Math.Truncate(exact))
        {
            return exact;
        }

        if (size is < Smallest or >= Largest || !float.IsFinite(value))
        {
            return float.IsFinite(value) ? Parsed(value) : exact;
        }

        // A whole number below 2⁵³ divided by a power of ten up to 10²² is the double nearest to that decimal.
        int decimals = FewestDigits - WholeDigits(size);
        for (int digits = FewestDigits; digits <= MostDigits; digits++, decimals++)
        {
            double candidate = Math.Round(exact * Powers[decimals]) / Powers[decimals];
            if ((float)candidate == value)
            {
                return candidate;
            }
        }

        return Parsed(value);
    }

    private static void ToDoublesOneByOne(ReadOnlySpan<float> values, Span<double> doubles)
    {
        for (int i = 0; i < values.Length; i++)
        {
            doubles[i] = ToDouble(values[i]);
        }
    }

    // As one by one, with all numbers of digits at once: to guess which one suffices takes longer.
    private static bool TryConvertFour(ref float values, Span<double> doubles)
    {
        Vector256<double> exact = Vector256.WidenLower(Vector128.LoadUnsafe(ref values).ToVector256());
        Vector256<double> size = Vector256.Abs(exact);
        Vector256<double> isWhole = Vector256.LessThan(size, Vector256.Create((double)(1 << 24)))
            & Vector256.Equals(exact, Vector256.Truncate(exact));
        Vector256<double> isUsual = Vector256.GreaterThanOrEqual(size, Vector256.Create((double)Smallest))
            & Vector256.LessThan(size, Vector256.Create((double)Largest));
        if (!AreAll(isWhole | isUsual))
        {
            return false;
        }

        Vector256<double> power = Vector256.Create(FirstPower(size[0]), FirstPower(size[1]), FirstPower(size[2]), FirstPower(size[3]));
        Vector256<double> known = isWhole;
        Vector256<double> result = exact;
        for (int digits = FewestDigits; digits <= MostDigits && !AreAll(known); digits++)
        {
            // Products of powers of ten up to 10²² are exact.
            Vector256<double> candidate = Vector256.Round(exact * power) / power;
            Vector256<double> isIt = Vector256.Equals(Vector256.WidenLower(Vector256.Narrow(candidate, candidate)), exact);
            result = Vector256.ConditionalSelect(Vector256.AndNot(isIt, known), candidate, result);
            known |= isIt;
            power *= 10;
        }

        result.CopyTo(doubles);
        return AreAll(known);
    }

    private static bool AreAll(Vector256<double> mask) => mask.ExtractMostSignificantBits() == 0b1111;

    // The power of ten that leaves the fewest digits before the point.
    private static double FirstPower(double size)
    {
        int exponent = (int)(BitConverter.DoubleToInt64Bits(size) >> DoubleExponentBits) - DoubleExponentOffset;
        int place = Math.Clamp(exponent, SmallestExponent, LargestExponent) - SmallestExponent;
        return Powers[Math.Max(0, FewestDigits - DigitsOfExponents[place] - (size >= NextPowers[place] ? 1 : 0))];
    }

    private static double Parsed(float value) =>
        double.Parse(value.ToString("R", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    // The digits before the point; 0 for 0.1, −1 for 0.01.
    private static int WholeDigits(double size)
    {
        int digits = 0;
        while (size >= Powers[digits])
        {
            digits++;
        }

        for (double scaled = size; digits <= 0 && scaled < 0.1; digits--)
        {
            scaled *= 10;
        }

        return digits;
    }
}
