using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;
using LogReg.Sources.Columns;

namespace LogReg.Sources.Arrow;

/// <summary>Makes doubles of the numbers of a file: those that a CSV file with their digits has.</summary>
internal static class NumberConverter
{
    private const double LargestExact = 1L << 53;
    private const int MostExactDigits = 22;

    private static readonly double[] Powers =
        [.. Enumerable.Range(0, MostExactDigits + 1).Select(power => double.Parse($"1e{power}", CultureInfo.InvariantCulture))];

    private static readonly Lazy<double[]> Halves = new(() =>
    [
        .. Enumerable.Range(0, 1 << 16).Select(bits => ToDouble(BitConverter.UInt16BitsToHalf((ushort)bits))),
    ]);

    /// <summary>Whether whole numbers of a type may be no doubles.</summary>
    public static bool MayBeInexact(ArrowField field) =>
        field.Type is ArrowType.Int or ArrowType.Duration && field.Width == sizeof(long);

    /// <summary>Converts numbers.</summary>
    /// <param name="field">Their type.</param>
    /// <param name="bytes">The numbers as the file has them.</param>
    /// <param name="values">Receives them, as many.</param>
    public static void Convert(ArrowField field, ReadOnlySpan<byte> bytes, Span<double> values)
    {
        switch (field.Type, field.Width)
        {
            case (ArrowType.FloatingPoint, sizeof(double)):
                bytes[..(values.Length * sizeof(double))].CopyTo(MemoryMarshal.AsBytes(values));
                break;
            case (ArrowType.FloatingPoint, sizeof(float)):
                SingleText.ToDoubles(MemoryMarshal.Cast<byte, float>(bytes)[..values.Length], values);
                break;
            case (ArrowType.FloatingPoint, _):
                double[] halves = Halves.Value;
                ReadOnlySpan<ushort> bits = MemoryMarshal.Cast<byte, ushort>(bytes)[..values.Length];
                for (int i = 0; i < values.Length; i++)
                {
                    values[i] = halves[bits[i]];
                }

                break;
            case (ArrowType.Decimal, int width):
                for (int i = 0; i < values.Length; i++)
                {
                    values[i] = ToDouble(bytes.Slice(i * width, width), field.Scale);
                }

                break;
            case (_, sizeof(byte)):
                Convert<sbyte, byte>(field, bytes, values);
                break;
            case (_, sizeof(short)):
                Convert<short, ushort>(field, bytes, values);
                break;
            case (_, sizeof(int)):
                Convert<int, uint>(field, bytes, values);
                break;
            default:
                Convert<long, ulong>(field, bytes, values);
                break;
        }
    }

    /// <summary>Whether whole numbers are doubles, as far as doubles tell.</summary>
    public static bool AreExact(ReadOnlySpan<double> numbers)
    {
        foreach (double number in numbers)
        {
            if (Math.Abs(number) >= LargestExact)
            {
                return false;
            }
        }

        return true;
    }

    private static void Convert<TSigned, TUnsigned>(ArrowField field, ReadOnlySpan<byte> bytes, Span<double> values)
        where TSigned : unmanaged, INumberBase<TSigned>
        where TUnsigned : unmanaged, INumberBase<TUnsigned>
    {
        if (field.IsSigned)
        {
            Convert<TSigned>(bytes, values);
        }
        else
        {
            Convert<TUnsigned>(bytes, values);
        }
    }

    private static void Convert<T>(ReadOnlySpan<byte> bytes, Span<double> values)
        where T : unmanaged, INumberBase<T>
    {
        ReadOnlySpan<T> numbers = MemoryMarshal.Cast<byte, T>(bytes)[..values.Length];
        for (int i = 0; i < numbers.Length; i++)
        {
            values[i] = double.CreateTruncating(numbers[i]);
        }
    }

    // Numbers of half precision have the digits that tell them apart, as those of single precision have.
    private static double ToDouble(Half value) =>
        double.Parse(value.ToString("R", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    private static double ToDouble(ReadOnlySpan<byte> bytes, int scale)
    {
        var digits = new BigInteger(bytes);

        // A whole number below 2⁵³ divided by a power of ten up to 10²² is the double nearest to that decimal.
        if (scale is >= 0 and <= MostExactDigits && BigInteger.Abs(digits) < (long)LargestExact)
        {
            return (double)digits / Powers[scale];
        }

        return double.Parse(
            string.Create(CultureInfo.InvariantCulture, $"{digits}e{-(long)scale}"), NumberStyles.Float, CultureInfo.InvariantCulture);
    }
}
