namespace LogReg.Export.Pages;

/// <summary>Round numbers on an axis.</summary>
internal static class AxisTicks
{
    // How many powers of ten below the largest number an axis from 0 shows.
    private const int PowersAboveZero = 4;

    private static readonly double[] Steps = [1, 2, 5, 10];

    /// <summary>The numbers 1, 2 and 5 times a power of ten that cover a range, with their negatives and 0 where it has them: for what
    /// changes with the order of magnitude.</summary>
    /// <param name="least">The smaller number.</param>
    /// <param name="most">The larger one.</param>
    public static IReadOnlyList<double> OfMagnitudes(double least, double most)
    {
        if (least < 0)
        {
            IEnumerable<double> below = OfMagnitudes(Math.Max(0, -most), -least).Reverse().Select(value => 0 - value);
            return [.. below.Concat(most > 0 ? OfMagnitudes(0, most) : []).Distinct()];
        }

        int last = Power(most);
        int first = least > 0 ? Power(least) : last - PowersAboveZero;
        double[] all = [.. Enumerable.Range(first, last - first + 2).SelectMany(power => Steps[..3].Select(step => Times(step, power)))];
        double start = all.LastOrDefault(value => value <= least, 0);
        double end = all.FirstOrDefault(value => value >= most, most);
        return [.. (least > 0 ? Array.Empty<double>() : [0]), .. all.Where(value => value >= start && value <= end)];
    }

    private static int Power(double number) => (int)Math.Floor(Math.Log10(number) + 1e-9);

    // A multiple of a power of ten below 1 is nearest to its decimal as a quotient.
    private static double Times(double step, int power) => power < 0 ? step / Math.Pow(10, -power) : step * Math.Pow(10, power);

    /// <summary>The multiples of a round step from below one number to above another.</summary>
    /// <param name="least">The smaller number.</param>
    /// <param name="most">The larger one.</param>
    /// <param name="wanted">How many steps there should be, about.</param>
    public static IReadOnlyList<double> Around(double least, double most, int wanted)
    {
        if (!(most > least))
        {
            return [least];
        }

        double raw = (most - least) / wanted;
        double power = Math.Pow(10, Math.Floor(Math.Log10(raw)));
        double step = Steps.First(one => one * power >= raw * 0.999) * power;
        double first = Math.Floor((least / step) + 1e-9);
        double last = Math.Ceiling((most / step) - 1e-9);

        // A multiple of a power of ten below 1 is nearest to its decimal as a quotient.
        double inverse = Math.Round(1 / step);
        bool isFraction = step < 1 && Math.Abs((inverse * step) - 1) < 1e-9;
        return [.. Enumerable.Range(0, (int)(last - first) + 1).Select(place => isFraction ? (first + place) / inverse
            : (first + place) * step)];
    }
}
