using System.Globalization;

namespace LogReg.Tests.Numerics;

/// <summary>The points of logistic-functions.golden.csv, which make_golden.py writes.</summary>
internal static class GoldenValues
{
    internal static IReadOnlyList<GoldenPoint> Points { get; } = Read();

    /// <summary>How many doubles lie from one number to the other.</summary>
    internal static ulong UlpsApart(double left, double right)
    {
        var (a, b) = (Ordinal(left), Ordinal(right));
        return a > b ? (ulong)(a - b) : (ulong)(b - a);

        static long Ordinal(double value)
        {
            var bits = BitConverter.DoubleToInt64Bits(value);
            return bits < 0 ? long.MinValue - bits : bits;
        }
    }

    private static List<GoldenPoint> Read()
    {
        using var stream = typeof(GoldenValues).Assembly.GetManifestResourceStream("logistic-functions.golden.csv")!;
        using var reader = new StreamReader(stream);
        var points = new List<GoldenPoint>();
        while (reader.ReadLine() is { } line)
        {
            if (line[0] is '#' or 'z')
            {
                continue;
            }

            var values = line.Split(',').Select(
                cell => BitConverter.UInt64BitsToDouble(ulong.Parse(cell, NumberStyles.HexNumber, CultureInfo.InvariantCulture))).ToArray();
            points.Add(new GoldenPoint(values[0], values[1], values[2], values[3], values[4]));
        }

        return points;
    }
}

internal sealed record GoldenPoint(double Argument, double Sigmoid, double SigmoidDerivative, double Tanh, double Log1PlusExp);
