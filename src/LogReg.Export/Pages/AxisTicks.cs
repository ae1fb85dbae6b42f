namespace LogReg.Export.Pages;

/// <summary>Round numbers on an axis.</summary>
internal static class AxisTicks
{
    private static readonly double[] Steps = [1, 2, 5, 10];

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
