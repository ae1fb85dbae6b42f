using System.Globalization;
using LogReg.Charts.Figures;

namespace LogReg.Charts.Layout;

/// <summary>Finds round numbers for an axis.</summary>
internal static class TickFinder
{
    private const string Superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";

    /// <summary>The marks of an axis.</summary>
    /// <param name="axis">The axis.</param>
    /// <param name="minimum">Where it begins.</param>
    /// <param name="maximum">Where it ends.</param>
    /// <param name="most">The largest number of labels.</param>
    public static IReadOnlyList<Tick> Find(Axis axis, double minimum, double maximum, int most)
    {
        if (axis.Categories is IReadOnlyList<string> names)
        {
            return [.. names.Select((name, index) => new Tick(index, name))];
        }

        if (axis.Ticks is IReadOnlyList<double> given)
        {
            double gap = given.Count > 1 ? given.Zip(given.Skip(1), (first, second) => Math.Abs(second - first)).Min() : 1;
            return [.. given.Select(value => new Tick(value, axis.Format?.Invoke(value) ?? Label(value, gap)))];
        }

        // Within a decade powers of ten would leave the axis without numbers.
        bool isWide = axis.IsLogarithmic && maximum / minimum >= 10;
        return isWide ? Logarithmic(axis, minimum, maximum, most) : Linear(axis, minimum, maximum, most);
    }

    /// <summary>The least of 1, 2, 2.5 and 5 times a power of ten that cuts a length into no more than so many steps.</summary>
    public static double Step(double length, int most)
    {
        double raw = length / Math.Max(1, most);
        double power = Math.Pow(10, Math.Floor(Math.Log10(raw)));
        foreach (double factor in new[] { 1, 2, 2.5, 5 })
        {
            // A hair's breadth of rounding must not double the step.
            if (factor * power >= raw * (1 - 1e-9))
            {
                return factor * power;
            }
        }

        return 10 * power;
    }

    /// <summary>A number with the decimals that a step needs, and a minus sign as wide as a plus.</summary>
    public static string Label(double value, double step)
    {
        const double Largest = 1e6;
        if (Math.Abs(value) >= Largest || step < 1e-5)
        {
            return value == 0 ? "0" : Sign(value.ToString("0.##e+0", CultureInfo.InvariantCulture));
        }

        int decimals = 0;
        double scaled = step;
        while (decimals < 6 && Math.Abs(scaled - Math.Round(scaled)) > 1e-6)
        {
            scaled *= 10;
            decimals++;
        }

        string label = value.ToString("N" + decimals, CultureInfo.InvariantCulture);
        return Sign(decimals > 0 && label.AsSpan().IndexOfAnyExcept("-0.") < 0 ? "0" : label);
    }

    private static List<Tick> Linear(Axis axis, double minimum, double maximum, int most)
    {
        double step = Step(maximum - minimum, most);
        var ticks = new List<Tick>();
        double first = Math.Ceiling((minimum / step) - 1e-9);

        // No axis has more: where numbers are so large that one step is less than their last digit, no step would lead to the end.
        for (int place = 0; place <= 10 * Math.Max(1, most) && (first + place) * step <= maximum + (step * 1e-9); place++)
        {
            double index = first + place;
            // Adding 0 takes the sign off a negative zero.
            double value = (index * step) + 0.0;
            ticks.Add(new Tick(value, axis.Format?.Invoke(value) ?? Label(value, step)));
        }

        return ticks;
    }

    private static List<Tick> Logarithmic(Axis axis, double minimum, double maximum, int most)
    {
        int first = (int)Math.Floor(Math.Log10(minimum));
        int last = (int)Math.Ceiling(Math.Log10(maximum));
        double decades = Math.Log10(maximum / minimum);
        int every = Math.Max(1, (int)Math.Ceiling(decades / Math.Max(1, most)));

        // Few decades have room for numbers between their powers.
        int[] labelled = 3 * decades <= most ? [1, 2, 5] : 2 * decades <= most ? [1, 3] : [1];
        int[] marked = every > 1 ? [1] : decades <= 6 ? [1, 2, 3, 4, 5, 6, 7, 8, 9] : [1];
        var ticks = new List<Tick>();
        for (int power = first; power <= last; power++)
        {
            foreach (int factor in marked)
            {
                double value = factor * Math.Pow(10, power);
                if (value < minimum * (1 - 1e-9) || value > maximum * (1 + 1e-9))
                {
                    continue;
                }

                bool isLabelled = labelled.Contains(factor) && power % every == 0;
                ticks.Add(new Tick(value, isLabelled ? axis.Format?.Invoke(value) ?? PowerLabel(value, power, factor) : ""));
            }
        }

        return ticks;
    }

    private static string PowerLabel(double value, int power, int factor)
    {
        const int Largest = 4;
        if (Math.Abs(power) < Largest)
        {
            return value.ToString(power < 0 ? "F" + -power : "N0", CultureInfo.InvariantCulture);
        }

        string digits = string.Concat(Math.Abs(power).ToString(CultureInfo.InvariantCulture).Select(digit => Superscripts[digit - '0']));
        return $"{(factor == 1 ? "" : $"{factor}·")}10{(power < 0 ? "⁻" : "")}{digits}";
    }

    private static string Sign(string number) => number.Replace('-', '−');
}
